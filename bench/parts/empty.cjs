// What every program on Node pays before it does anything.

import * as vscode from 'vscode';

/** A moment (ISO 8601) in the person's own words for dates; what is no moment, as it is. */
export function formatTime(iso: string): string {
  return MOMENT(iso);
}

/** The day of a moment (ISO 8601) in UTC, without its year. */
export function formatDay(iso: string): string {
  return DAY(iso);
}

const MOMENT = formatting({ dateStyle: 'medium', timeStyle: 'short' });
const DAY = formatting({ day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A format is made once: that takes as long as writing hundreds of moments. */
function formatting(options: Intl.DateTimeFormatOptions): (iso: string) => string {
  let format: Intl.DateTimeFormat | undefined;
  return (iso) => {
    const moment = Date.parse(iso);
    format ??= new Intl.DateTimeFormat(vscode.env.language, options);
    return Number.isNaN(moment) ? iso : format.format(moment);
  };
}

// What ical.js makes of a calendar file: ICAL=…/ical.js TZ=zone node expand.mjs FILE ZONE FROM TO answers JSON.
// Times without a zone are this process's: TZ says which. Any complaint ends it.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.env.ICAL));
const [file, zone, from, to] = process.argv.slice(2);
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (here !== zone) throw new Error(`this process is in ${here}, not in ${zone}`);
ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));

const two = (number) => String(Math.abs(number)).padStart(2, "0");
const wall = ({ hour, minute, second }) => [hour, minute, second].map(two).join(":");

const occurrence = (time, alarms) => {
  if (time.zone !== ICAL.Timezone.localTimezone) throw new Error(`${time} has a zone`);
  const ahead = -time.toJSDate().getTimezoneOffset();
  const offset = `${ahead < 0 ? "-" : "+"}${two(Math.trunc(ahead / 60))}:${two(ahead % 60)}`;
  return { day: time.toString().slice(0, 10), time: wall(time), offset, alarms: alarms.map((alarm) => wall(alarm(time))) };
};

const rings = (alarm) => (time) => {
  const at = time.clone();
  at.addDuration(alarm.getFirstPropertyValue("trigger"));
  return at;
};

const expand = (component) => {
  const event = new ICAL.Event(component);
  const alarms = component
    .getAllSubcomponents("valarm")
    .filter((alarm) => alarm.getFirstPropertyValue("action") === "DISPLAY")
    .map(rings);
  const occurrences = [];
  const times = event.iterator();
  for (let time = times.next(); time && time.toString() < to; time = times.next()) {
    if (time.toString() >= from) occurrences.push(occurrence(time, alarms));
  }
  const { uid, sequence, summary } = event;
  return { uid, sequence, summary, occurrences };
};
console.log(JSON.stringify(calendar.getAllSubcomponents("vevent").map(expand)));

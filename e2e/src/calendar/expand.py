"""What icalendar and recurring-ical-events make of a calendar file: expand.py FILE ZONE FROM TO answers JSON.

Times without a zone are read as what the clock on the wall shows in ZONE. Any complaint ends it.
"""

import datetime
import json
import sys
import warnings
import zoneinfo

import icalendar
import recurring_ical_events

warnings.simplefilter("error")
file, zone, begins, ends = sys.argv[1:]
zone = zoneinfo.ZoneInfo(zone)
with open(file, "rb") as text:
    calendar = icalendar.Calendar.from_ical(text.read())
calendar.validate()
for component in calendar.walk():
    if component.errors:
        sys.exit(f"{component.name}: {component.errors}")


def offset(moment):
    assert moment.tzinfo is None, f"{moment} has a zone"
    # The moment itself: what was added to a time of the wall may not be on the wall.
    there = moment.replace(tzinfo=zone).astimezone(datetime.timezone.utc).astimezone(zone)
    assert there.replace(tzinfo=None) == moment, f"no clock in {zone} shows {moment}"
    return there.isoformat()[-6:]


def occurrence(event):
    alarms = [event.start + alarm.TRIGGER for alarm in event.walk("VALARM") if alarm["ACTION"] == "DISPLAY"]
    return {
        "day": event.start.date().isoformat(),
        "time": event.start.time().isoformat(),
        "offset": offset(event.start),
        "alarms": [alarm.time().isoformat() for alarm in alarms],
    }


events = {
    str(event["UID"]): {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "summary": str(event["SUMMARY"]),
        "occurrences": [],
    }
    for event in calendar.events
}
days = (datetime.date.fromisoformat(begins), datetime.date.fromisoformat(ends))
for event in recurring_ical_events.of(calendar).between(*days):
    events[str(event["UID"])]["occurrences"].append(occurrence(event))
for event in events.values():
    event["occurrences"].sort(key=lambda it: (it["day"], it["time"]))
json.dump(list(events.values()), sys.stdout)

import { query, type SampleQuery } from "./sampleQuery.js";

/** How much, when and by whom. */
export const volume: readonly SampleQuery[] = [
  query(
    "per-hour",
    "Events per hour",
    "When was it busy?",
    `SELECT date_trunc('hour', eventtime) AS hour, count(*) AS events
FROM $EDS_ID
GROUP BY date_trunc('hour', eventtime)
ORDER BY hour`,
  ),
  query(
    "weekends",
    "Changes at the weekend",
    "Who works on Saturday and Sunday?",
    `SELECT useridentity.arn, count(*) AS changes
FROM $EDS_ID
WHERE readonly = false AND day_of_week(eventtime) IN (6, 7)
GROUP BY useridentity.arn
ORDER BY changes DESC`,
  ),
  query(
    "last-week",
    "The last seven days by service",
    "What happened in the last week?",
    `SELECT eventsource, count(*) AS events, approx_distinct(useridentity.arn) AS callers
FROM $EDS_ID
WHERE eventtime > date_add('day', -7, current_timestamp)
GROUP BY eventsource
ORDER BY events DESC`,
  ),
  query(
    "callers",
    "Most active callers",
    "Who makes most of the calls?",
    `SELECT useridentity.arn, count(*) AS calls, count_if(errorcode IS NOT NULL) AS failed
FROM $EDS_ID
GROUP BY useridentity.arn
ORDER BY calls DESC
LIMIT 50`,
  ),
  query(
    "regions",
    "Regions in use",
    "Is a Region used that should not be?",
    `SELECT awsregion, count_if(readonly = false) AS changes, count(*) AS events,
  min(eventtime) AS first, max(eventtime) AS last
FROM $EDS_ID
GROUP BY awsregion
ORDER BY events DESC`,
  ),
  query(
    "errors",
    "Errors by operation",
    "What fails most often, and how?",
    `SELECT eventsource, eventname, errorcode, count(*) AS times
FROM $EDS_ID
WHERE errorcode IS NOT NULL
GROUP BY eventsource, eventname, errorcode
ORDER BY times DESC`,
  ),
  query(
    "throttled",
    "Throttled callers",
    "Who is slowed down?",
    `SELECT useridentity.arn, eventsource, date_trunc('hour', eventtime) AS hour, count(*) AS throttled
FROM $EDS_ID
WHERE contains(ARRAY['ThrottlingException', 'Client.RequestLimitExceeded', 'TooManyRequestsException'], errorcode)
GROUP BY useridentity.arn, eventsource, date_trunc('hour', eventtime)
ORDER BY throttled DESC`,
  ),
  query(
    "addresses",
    "Addresses of one caller",
    "From where does a caller come (put in a name)?",
    `SELECT sourceipaddress, min(eventtime) AS first, max(eventtime) AS last, count(*) AS calls
FROM $EDS_ID
WHERE useridentity.username = 'alice'
GROUP BY sourceipaddress
ORDER BY last DESC`,
  ),
];

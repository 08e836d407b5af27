import { query, type SampleQuery } from "./sampleQuery.js";

/** Who came in, and who was turned away. */
export const access: readonly SampleQuery[] = [
  query(
    "sign-ins",
    "Console sign-ins",
    "Who signed in to the console, with MFA or without?",
    `SELECT eventtime, useridentity.type, useridentity.username, sourceipaddress,
  element_at(additionaleventdata, 'MFAUsed') AS mfa,
  element_at(responseelements, 'ConsoleLogin') AS result
FROM $EDS_ID
WHERE eventname = 'ConsoleLogin'
ORDER BY eventtime DESC`,
  ),
  query(
    "failed-sign-ins",
    "Failed console sign-ins",
    "Which names and addresses failed to sign in, and how often?",
    `SELECT useridentity.username, sourceipaddress, count(*) AS failures, max(eventtime) AS last
FROM $EDS_ID
WHERE eventname = 'ConsoleLogin' AND element_at(responseelements, 'ConsoleLogin') = 'Failure'
GROUP BY useridentity.username, sourceipaddress
ORDER BY failures DESC`,
  ),
  query(
    "root",
    "What the root user did",
    "Was the root user used?",
    `SELECT eventtime, eventsource, eventname, awsregion, sourceipaddress, errorcode
FROM $EDS_ID
WHERE useridentity.type = 'Root' AND useridentity.invokedby IS NULL
ORDER BY eventtime DESC`,
  ),
  query(
    "without-mfa",
    "Changes without MFA",
    "Which changes did people make in sessions without MFA?",
    `SELECT eventtime, useridentity.arn, eventsource, eventname, sourceipaddress
FROM $EDS_ID
WHERE readonly = false AND useridentity.sessioncontext.attributes.mfaauthenticated = 'false'
  AND useridentity.type = 'IAMUser'
ORDER BY eventtime DESC`,
  ),
  query(
    "denied",
    "Denied calls by caller",
    "Who runs into missing permissions, and on what?",
    `SELECT useridentity.arn, eventsource, eventname, count(*) AS denied
FROM $EDS_ID
WHERE regexp_like(errorcode, 'AccessDenied|UnauthorizedOperation')
GROUP BY useridentity.arn, eventsource, eventname
ORDER BY denied DESC`,
  ),
  query(
    "denied-bursts",
    "Bursts of denied calls",
    "Did somebody probe what they may do?",
    `SELECT date_trunc('hour', eventtime) AS hour, useridentity.arn, count(*) AS denied,
  approx_distinct(eventname) AS operations
FROM $EDS_ID
WHERE regexp_like(errorcode, 'AccessDenied|UnauthorizedOperation')
GROUP BY date_trunc('hour', eventtime), useridentity.arn
HAVING count(*) >= 10
ORDER BY denied DESC`,
  ),
  query(
    "assumed-roles",
    "Roles and who assumed them",
    "Who assumed which role?",
    `SELECT useridentity.arn AS caller, element_at(requestparameters, 'roleArn') AS role,
  element_at(requestparameters, 'roleSessionName') AS session, count(*) AS times
FROM $EDS_ID
WHERE eventname = 'AssumeRole' AND errorcode IS NULL
GROUP BY useridentity.arn, element_at(requestparameters, 'roleArn'),
  element_at(requestparameters, 'roleSessionName')
ORDER BY times DESC`,
  ),
  query(
    "cross-account",
    "Callers of other accounts",
    "Which accounts reach into this one?",
    `SELECT useridentity.accountid, recipientaccountid, eventsource, count(*) AS calls
FROM $EDS_ID
WHERE useridentity.accountid <> recipientaccountid
GROUP BY useridentity.accountid, recipientaccountid, eventsource
ORDER BY calls DESC`,
  ),
  query(
    "keys-by-address",
    "Access keys and addresses",
    "Which access keys are used from many addresses?",
    `SELECT useridentity.accesskeyid, useridentity.username, approx_distinct(sourceipaddress) AS addresses,
  min(eventtime) AS first, max(eventtime) AS last
FROM $EDS_ID
WHERE useridentity.accesskeyid LIKE 'AKIA%'
GROUP BY useridentity.accesskeyid, useridentity.username
ORDER BY addresses DESC`,
  ),
  query(
    "federated",
    "Identity Center people",
    "What did the people of Identity Center do?",
    `SELECT split_part(useridentity.arn, '/', 3) AS person, eventsource, eventname, count(*) AS calls
FROM $EDS_ID
WHERE useridentity.arn LIKE '%/AWSReservedSSO_%' AND readonly = false
GROUP BY split_part(useridentity.arn, '/', 3), eventsource, eventname
ORDER BY calls DESC`,
  ),
];

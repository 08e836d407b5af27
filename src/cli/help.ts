/** What `--help` prints. */
export const helpText = `CloudTrail Explorer on the command line: who did what in an AWS account.

  search TEXT… [options]    Search CloudTrail event history (management events of the last 90 days)
  explain PATH… [--json]    Say what each event in log files is: who, with which tool, to what

  who ARN|NAME [options]    Who changed one resource, when, and with which tool
  lens FILE [options]       The resources of a template, and by which names their history is found

  search FOLDER TEXT…       The same search over a folder of log files of any size; also search TEXT… --folder FOLDER
  index FOLDER [--json]     Read a folder of log files and tell what it holds, what was skipped and why
  sql FOLDER "SELECT …" [--json | --csv]
                            One SELECT over the table events: CloudTrail Lake's columns, and actor, via, resource…

  sample write --events N --out DIR [--seed S] [--to TIME] [--days D]
                            Write a log folder as a trail's bucket holds it, with a signed digest chain
  validate FOLDER [options] Prove that logs copied from a trail's bucket are untouched

search
TEXT is a query line, as in the editor; quote it as one word for the shell:
  'who stopped logging'
  'user:alice event:Put*,Delete* -service:kms error:any access:write last:24h'
  'resource:"my bucket" from:2026-11-01 to:2026-11-02T12:00Z'
Fields: user event service resource type key access error ip via outcome mark id request recipient
        account region last from to. Several values of a field mean any of them, * stands for any text,
        - before a field excludes. Without a time the last 7 days are searched. Times are UTC.
Plain words must occur somewhere in the event. Text that begins with who, what, when, where, which, why or how
is read as a question: such words and small ones (did, the, was…) do not count. Verbs match in any form.

Options
  --profile NAME   profile of the shared AWS files; else AWS_PROFILE, else the first account
  --account KEY    account id, name or profile; may be given more than once; * for all accounts
  --region CODE    Region; may be given more than once or with commas; * for all enabled Regions.
                   Without it: the profile's Region and us-east-1, where global services record
  --folder DIR     search the log files below this folder, all of them where no time is given
  --sample         search the built-in sample account; needs no AWS account
  --deploy-role ROLE=TOOL
                   calls made as this role (name or ARN, * for any text) count as made with TOOL, such as
                   Terraform; may be given more than once
  --limit N        print at most N events
  --json           one JSON object a line: the event's main facts, a sentence, and the record
  --csv            comma separated values with a header, safe to open in a spreadsheet

Events go to stdout, everything else to stderr. Without --json they are printed at the end, newest first; with
--json each is printed as soon as it is found, in no order, and --limit takes the first ones found.
Ctrl-C stops the search and prints what has arrived. Nothing in AWS is changed. Nothing is written to disk, but for
folders an index: below $XDG_CACHE_HOME or ~/.cache, in cloudtrail-explorer/index, one directory for each folder.

Exit codes of search
  0  found      1  nothing found      2  incomplete: a Region failed, or the search was stopped
                  or some of a folder's files could not be read
  3  usage: an option, the query or a profile name is wrong      4  no access: no credentials, or denied everywhere,
                  the folder cannot be read, or the engine does not run on this machine

who
An ARN is asked for by the names CloudTrail lists its type under, in its own Region or the one where global services
record; any other name as it stands. Options as for search, and
  --from T --to T  stretch of time; without them all that event history keeps, 90 days
Reads, noise and calls that only mention the resource are left out; their number is told. Exit codes as for search.

lens
FILE is a CloudFormation or SAM template (YAML or JSON) or a Terraform file; files beside it are read where they tell names.
  --state FILE     Terraform state, or output of terraform show -json; else terraform.tfstate beside the file
  --stack NAME     stack the template is deployed as: its resources' physical ids are asked for
                   (cloudformation:DescribeStackResources); with --profile, --account, --region or --sample
  --json           one JSON object a line for each resource: ranges (from 0), identities, lookups, what is missing

Exit codes of lens
  0  resources found      1  none      3  usage      4  a file cannot be read, or no access to a stack

explain
PATH is a file, a folder (with all folders in it), or - for what is piped in. Read by content: logs of a trail, lists
and lines of records, EventBridge events, lookup-events answers, console downloads (CSV, JSON), Lake results, messages
of SNS, SQS and log groups; plain, gzip or zip. In folders hidden files are left out, and files are passed over that
neither end in .json, .jsonl, .ndjson, .csv, .gz or .zip nor begin like one of these.

  --json   one JSON object a line, for each event
             {eventID, file, index, actor: {name, kind, chain}, via: {tool, confidence, grounds},
              resources: [{type, id, arn, role: subject|mentioned, confidence, grounds}],
              change: {class, marks}, sentence}
           and for everything that gave no event
             {problem: {file, position: {index, line, offset}, reason}}
           actor.chain leads from the first caller outward, by way of the calls read before that handed out its keys;
           index counts the entries of a file from 0, read or not; line counts from 1, offset in bytes

Without --json events are lines of time, sentence and marks, and problems go to stderr. The count at the end goes to
stderr. One file is in memory at a time. Nothing is written and no AWS account is asked.

Exit codes of explain
  0  every record was read                 1  no event found
  2  some records could not be read, or it was stopped           3  usage      4  a file or folder cannot be opened
A digest file or a file without any records is reported, and is no reason for 2.

validate
FOLDER is a copy of a trail's bucket, or a part of one. Digests, the links between them and logs are checked offline.

  --keys FILE      saved output of aws cloudtrail list-public-keys; else public-keys.json at the folder's top, whose
                   keys are called untrusted, since whoever changed the logs could have changed them too
  --profile NAME   ask this account for the keys (cloudtrail:ListPublicKeys), in every Region the digests' names tell;
                   --sample asks the sample account
  --save-keys FILE write what was asked for to a new file, for --keys
  --from T --to T  hours to check
  --account ID, --region CODE, --trail NAME
                   chains to check
  --json, --sarif, --junit, --markdown, --html
                   the report in this form, instead of text for people

Exit codes of validate
  0  all proven      1  something is broken      2  not everything could be checked      3  usage
`;

import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import type { DuckBatch } from "../../../src/core/sql/duckTarget.js";
import { MACROS, SETTINGS } from "../../../src/core/sql/functions.js";
import { translateSql } from "../../../src/core/sql/translate.js";

/** A small table with Lake's column types, for statements to be run for real. */
export class EventTable {
  private constructor(private readonly connection: DuckDBConnection) {}

  static async open(): Promise<EventTable> {
    const instance = await DuckDBInstance.create(":memory:", { autoinstall_known_extensions: "false" });
    const connection = await instance.connect();
    for (const statement of [...SETTINGS, ...MACROS, table, ...rows]) await connection.run(statement);
    return new EventTable(connection);
  }

  /** Rows of a statement in Lake's dialect, as JSON values. */
  async ask(sql: string): Promise<unknown> {
    const translation = translateSql(sql);
    if ("problem" in translation) throw new Error(translation.problem.message);
    return (await this.connection.runAndReadAll(translation.text)).getRowsJson();
  }

  /** Columns and rows of a statement in DuckDB's own dialect, as an engine gives them. */
  async answer(sql: string): Promise<DuckBatch> {
    const result = await this.connection.runAndReadAll(sql);
    const columns = result.columnNames().map((name, at) => ({ name, type: String(result.columnType(at)) }));
    return { columns, rows: result.getRowsJson() };
  }

  close(): void {
    this.connection.closeSync();
  }
}

const table = `CREATE TABLE events (
  eventversion VARCHAR, useridentity STRUCT("type" VARCHAR, principalid VARCHAR, arn VARCHAR, accountid VARCHAR,
    accesskeyid VARCHAR, username VARCHAR,
    sessioncontext STRUCT(attributes STRUCT(creationdate VARCHAR, mfaauthenticated VARCHAR),
      sessionissuer STRUCT("type" VARCHAR, principalid VARCHAR, arn VARCHAR, accountid VARCHAR, username VARCHAR),
      webidfederationdata STRUCT(federatedprovider VARCHAR), sourceidentity VARCHAR, ec2roledelivery VARCHAR),
    invokedby VARCHAR, identityprovider VARCHAR, credentialid VARCHAR,
    onbehalfof STRUCT(userid VARCHAR, identitystorearn VARCHAR),
    inscopeof STRUCT(sourcearn VARCHAR, sourceaccount VARCHAR, issuertype VARCHAR, credentialsissuedto VARCHAR)),
  eventtime TIMESTAMP, eventsource VARCHAR, eventname VARCHAR, awsregion VARCHAR, sourceipaddress VARCHAR,
  useragent VARCHAR, errorcode VARCHAR, errormessage VARCHAR, requestparameters JSON, responseelements JSON,
  additionaleventdata JSON, requestid VARCHAR, eventid VARCHAR, readonly BOOLEAN,
  resources STRUCT(accountid VARCHAR, "type" VARCHAR, arn VARCHAR, arnprefix VARCHAR)[],
  eventtype VARCHAR, apiversion VARCHAR, managementevent BOOLEAN, recipientaccountid VARCHAR, sharedeventid VARCHAR,
  vpcendpointid VARCHAR, vpcendpointaccountid VARCHAR, serviceeventdetails JSON, addendum JSON, edgedevicedetails JSON,
  insightdetails JSON, eventcategory VARCHAR, tlsdetails STRUCT(tlsversion VARCHAR, ciphersuite VARCHAR, clientprovidedhostheader VARCHAR), sessioncredentialfromconsole VARCHAR,
  eventjson VARCHAR, actor VARCHAR, actor_kind VARCHAR, actor_note VARCHAR, via VARCHAR, service VARCHAR,
  event VARCHAR, account VARCHAR, resource VARCHAR, resource_type VARCHAR, outcome VARCHAR, marks VARCHAR)`;

/** Two events: a bucket policy put with MFA on Wednesday, and a denied sign-in without on Sunday. */
const rows = [
  `INSERT INTO events BY NAME SELECT timestamp '2026-11-04 10:30:00' AS eventtime, 's3.amazonaws.com' AS eventsource,
    'PutBucketPolicy' AS eventname, 'eu-west-1' AS awsregion, 'e1' AS eventid, false AS readonly,
    {'type': 'IAMUser', 'arn': 'arn:aws:iam::111122223333:user/alice', 'username': 'alice',
     'sessioncontext': {'attributes': {'mfaauthenticated': 'true'}}} AS useridentity,
    '{"bucketName": "logs", "bucketPolicy": {"Version": "2012-10-17"}, "n": 3, "list": ["a", "b"]}' AS requestparameters,
    [{'accountid': '111122223333', 'type': 'AWS::S3::Bucket', 'arn': 'arn:aws:s3:::logs', 'arnprefix': NULL},
     {'accountid': '111122223333', 'type': 'AWS::S3::Object', 'arn': NULL, 'arnprefix': 'arn:aws:s3:::logs/'}] AS resources`,
  `INSERT INTO events BY NAME SELECT timestamp '2026-11-08 23:59:59' AS eventtime, 'signin.amazonaws.com' AS eventsource,
    'ConsoleLogin' AS eventname, 'us-east-1' AS awsregion, 'e2' AS eventid, 'AccessDenied' AS errorcode,
    {'type': 'Root'} AS useridentity, '{"MFAUsed": "No"}' AS additionaleventdata`,
];

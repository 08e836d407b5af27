import { identityColumns, sharedColumns } from "../../core/logs/recordColumns.js";
import { EVENT_COLUMNS } from "../../core/sql/schema.js";
import { literal } from "../duckdb.js";
import { eventJson } from "./words.js";

/** A segment as a view takes it in. */
export interface ViewedSegment {
  readonly path: string;
  /** Numbers of files whose events no longer count. */
  readonly gone: readonly number[];
}

/** All columns of all segments, under the names they are stored by. */
export function segmentsSql(segments: readonly ViewedSegment[]): string {
  const whole = segments.filter(({ gone }) => gone.length === 0);
  const selects = [
    ...(whole.length === 0
      ? []
      : [`SELECT * FROM read_parquet([${whole.map(({ path }) => literal(path)).join(", ")}])`]),
    ...segments
      .filter(({ gone }) => gone.length > 0)
      .map(
        ({ path, gone }) =>
          `SELECT * FROM read_parquet(${literal(path)}) WHERE file NOT IN (${gone.join(", ")})`,
      ),
  ];
  return selects.length === 0 ? noSegments : selects.join(" UNION ALL BY NAME ");
}

const noSegments = `SELECT ${[
  "NULL::TIMESTAMP AS eventtime",
  "NULL::INTEGER AS file",
  "NULL::INTEGER AS record",
  ...["eventid", "requestid", ...identityColumns, ...sharedColumns].map((name) => `NULL::VARCHAR AS ${name}`),
].join(", ")} WHERE false`;

const identityStruct = `struct_pack(type := user_type, principalid := user_principalid, arn := user_arn,
  accountid := user_accountid, accesskeyid := user_accesskeyid, username := user_username,
  sessioncontext := struct_pack(
    attributes := struct_pack(creationdate := user_creationdate, mfaauthenticated := user_mfaauthenticated),
    sessionissuer := struct_pack(type := user_issuer_type, principalid := user_issuer_principalid,
      arn := user_issuer_arn, accountid := user_issuer_accountid, username := user_issuer_username),
    webidfederationdata := struct_pack(federatedprovider := user_federatedprovider),
    sourceidentity := user_sourceidentity, ec2roledelivery := user_ec2roledelivery),
  invokedby := user_invokedby, identityprovider := user_identityprovider, credentialid := user_credentialid,
  onbehalfof := struct_pack(userid := user_behalf_userid, identitystorearn := user_behalf_storearn),
  inscopeof := struct_pack(sourcearn := user_scope_sourcearn, sourceaccount := user_scope_sourceaccount,
    issuertype := user_scope_issuertype, credentialsissuedto := user_scope_issuedto))`;

const computed: Readonly<Record<string, string>> = {
  useridentity: `CASE WHEN identity IS NULL THEN NULL ELSE ${identityStruct} END`,
  requestid: "nullif(requestid, '')",
  resources: `list_transform(TRY_CAST(TRY_CAST(resources AS JSON) AS JSON[]), lambda r: struct_pack(
    accountid := r ->> 'accountId', type := r ->> 'type', arn := coalesce(r ->> 'ARN', r ->> 'arn'),
    arnprefix := coalesce(r ->> 'ARNPrefix', r ->> 'arnPrefix')))`,
  tlsdetails: `CASE WHEN tlsdetails IS NULL THEN NULL ELSE struct_pack(
    tlsversion := TRY_CAST(tlsdetails AS JSON) ->> 'tlsVersion',
    ciphersuite := TRY_CAST(tlsdetails AS JSON) ->> 'cipherSuite',
    clientprovidedhostheader := TRY_CAST(tlsdetails AS JSON) ->> 'clientProvidedHostHeader') END`,
  eventjson: eventJson,
};

/** The table people's SQL sees. */
export const eventsSql = `SELECT ${EVENT_COLUMNS.map(({ name, type }) => columnSql(name.toLowerCase(), type)).join(", ")} FROM segments`;

function columnSql(name: string, type: string): string {
  if (type === "boolean")
    return `CASE lower(${name}) WHEN 'true' THEN true WHEN 'false' THEN false END AS ${name}`;
  const sql = computed[name];
  return sql === undefined ? name : `${sql} AS ${name}`;
}

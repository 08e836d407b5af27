import type { ApiCall, IndexEntry } from "../draft.js";
import { roleArn, roleId, sessionArn, type Session } from "../identities.js";
import { indexed, resource } from "./call.js";

export const getCallerIdentity = (): ApiCall => ({
  source: "sts.amazonaws.com",
  name: "GetCallerIdentity",
  readOnly: true,
});

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `Jul 10, 2023, 12:07:59 PM`, as STS writes expirations into records. */
function expiration(session: Session): string {
  const date = new Date(session.createdMs + 3_600_000);
  const hour = date.getUTCHours();
  const twoDigits = (value: number): string => String(value).padStart(2, "0");
  return (
    `${months[date.getUTCMonth()] ?? ""} ${String(date.getUTCDate())}, ${String(date.getUTCFullYear())}, ` +
    `${String(hour % 12 || 12)}:${twoDigits(date.getUTCMinutes())}:${twoDigits(date.getUTCSeconds())} ${hour < 12 ? "AM" : "PM"}`
  );
}

const answerOf = (session: Session): NonNullable<ApiCall["response"]> => ({
  credentials: {
    accessKeyId: session.accessKeyId,
    sessionToken: "HIDDEN_DUE_TO_SECURITY_REASONS",
    expiration: expiration(session),
  },
  assumedRoleUser: { assumedRoleId: `${roleId(session.role)}:${session.name}`, arn: sessionArn(session) },
});

/** Everything the call hands out and names: key, session and role, but not the role's bare name. */
const index = (session: Session): readonly IndexEntry[] => [
  ...indexed("AWS::IAM::AccessKey", session.accessKeyId),
  ...indexed(
    "AWS::STS::AssumedRole",
    session.name,
    `${roleId(session.role)}:${session.name}`,
    sessionArn(session),
  ),
  ...indexed("AWS::IAM::Role", roleArn(session.role)),
];

/** The call that made this session; the record of the account that owns the role. */
export const assumeRole = (session: Session, more: Partial<ApiCall> = {}): ApiCall => ({
  source: "sts.amazonaws.com",
  name: "AssumeRole",
  readOnly: true,
  request: {
    roleArn: roleArn(session.role),
    roleSessionName: session.name,
    sourceIdentity: session.sourceIdentity,
    durationSeconds: 3600,
  },
  response: answerOf(session),
  resources: [resource("AWS::IAM::Role", roleArn(session.role), session.role.account.id)],
  indexed: index(session),
  ...more,
});

export const assumeRoleWithWebIdentity = (session: Session, provider: string): ApiCall => ({
  ...assumeRole(session),
  name: "AssumeRoleWithWebIdentity",
  response: {
    ...answerOf(session),
    subjectFromWebIdentityToken: session.name,
    provider,
    audience: "sts.amazonaws.com",
  },
  additional: { identityProviderConnectionVerificationMethod: "IAMTrustStore" },
});

import type { Actor } from "./draft.js";
import {
  iamUserIdentity,
  identityCenterRole,
  serviceIdentity,
  sessionIdentity,
  type Role,
  type Session,
} from "./identities.js";
import type { SampleAccount } from "./organization.js";
import { Random, stableId } from "./random.js";

/** The people of the firm; their addresses are the office and two homes. */
export const people = {
  alice: { email: "alice@acme.example", address: "203.0.113.24", permissionSet: "AdministratorAccess" },
  bob: { email: "bob@acme.example", address: "203.0.113.71", permissionSet: "PlatformEngineer" },
  carol: { email: "carol@acme.example", address: "198.51.100.18", permissionSet: "Developer" },
  dave: { email: "dave@acme.example", address: "203.0.113.99", permissionSet: "SecurityAudit" },
} as const;
export type Person = keyof typeof people;

export const agents = {
  browser:
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  console: "AWS Internal",
  cli: (command: string) =>
    `aws-cli/2.31.18 md/awscrt#0.28.2 ua/2.1 os/macos#24.6.0 md/arch#arm64 lang/python#3.13.9 md/pyimpl#CPython m/E,b cfg/retry-mode#standard md/installer#exe md/command#${command}`,
  terraform:
    "APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.18.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.39.4 ua/2.1 os/linux lang/go#1.24.8 md/GOOS#linux md/GOARCH#amd64",
  cdk: "aws-sdk-js/3.901.0 ua/2.1 os/linux#6.8.0-1041-azure lang/js md/nodejs#22.20.0 api/cloudformation#3.901.0 m/E,n app/aws-cdk cdk/2.1030.0 aws-cdk",
  javaScript:
    "aws-sdk-js/3.901.0 ua/2.1 os/linux#5.10.244 lang/js md/nodejs#22.20.0 exec-env/AWS_Lambda_nodejs22.x m/E,n",
  boto3:
    "Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#5.10.244-240.970.amzn2.x86_64 md/arch#x86_64 lang/python#3.12.12 md/pyimpl#CPython m/b,Z cfg/retry-mode#standard Botocore/1.40.61",
} as const;

/** A session of a role as an actor. */
export const sessionActor = (
  session: Session,
  from: Pick<Actor, "address" | "userAgent" | "fromConsole" | "withoutTls">,
): Actor => ({
  account: session.role.account,
  identity: sessionIdentity(session),
  username: session.name,
  accessKeyId: session.accessKeyId,
  ...from,
});

/** The session a person has in an account for a day: one access key, however many calls. */
export function personSession(person: Person, account: SampleAccount, createdMs: number): Session {
  const { email, permissionSet } = people[person];
  const role = identityCenterRole(account, permissionSet);
  return {
    role,
    name: email,
    createdMs,
    accessKeyId: stableId("ASIA", 16, email, account.id, String(createdMs)),
  };
}

/** A person in the AWS console, signed in through Identity Center. */
export const inConsole = (person: Person, account: SampleAccount, createdMs: number): Actor =>
  sessionActor(personSession(person, account, createdMs), {
    address: people[person].address,
    userAgent: agents.browser,
    fromConsole: true,
  });

/** A person at the command line, signed in through Identity Center. */
export const atCommandLine = (
  person: Person,
  account: SampleAccount,
  createdMs: number,
  command: string,
): Actor =>
  sessionActor(personSession(person, account, createdMs), {
    address: people[person].address,
    userAgent: agents.cli(command),
  });

/** An IAM user with a long-term access key. */
export const iamUser = (
  account: SampleAccount,
  userName: string,
  accessKeyId: string,
  address: string,
  userAgent: string,
): Actor => ({
  account,
  identity: iamUserIdentity(account, userName, accessKeyId),
  username: userName,
  accessKeyId,
  address,
  userAgent,
});

/** An AWS service acting by itself, as in AssumeRole of a service role. */
export const awsService = (account: SampleAccount, service: string): Actor => ({
  account,
  identity: serviceIdentity(service),
  username: undefined,
  accessKeyId: undefined,
  address: service,
  userAgent: service,
  withoutTls: true,
});

/** A service calling with the session of a role that was made for it. */
export const serviceWithRole = (service: string, role: Role, sessionName: string, createdMs: number): Actor =>
  sessionActor(
    {
      role,
      name: sessionName,
      createdMs,
      invokedBy: service,
      accessKeyId: `ASIA${new Random("service session", service, role.name, sessionName, createdMs).base32(16)}`,
    },
    { address: service, userAgent: service, withoutTls: true },
  );

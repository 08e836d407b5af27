import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json.js";
import { readRecord } from "../../../../src/core/events/reader/record.js";
import { resourcesOf } from "../../../../src/core/events/resource/resources.js";
import { ACCOUNT, aCall, mentions, realRecords, subjects } from "../builders.js";

const ARN = (service: string, resource: string): string =>
  `arn:aws:${service}:eu-west-1:${ACCOUNT}:${resource}`;
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/app/Deploy`;

interface Row {
  readonly call: string;
  readonly request: JsonObject | null;
  readonly response?: JsonObject;
  readonly more?: JsonObject;
  readonly subject: readonly string[];
  readonly mentioned?: readonly string[];
}

const rows: readonly Row[] = [
  {
    call: "s3:PutBucketPolicy",
    request: { bucketName: "logs", Host: "logs.s3.amazonaws.com" },
    subject: ["S3::Bucket=logs"],
  },
  {
    call: "s3:GetObject",
    request: { bucketName: "logs", key: "2026/11/a.json" },
    subject: ["S3::Object=logs/2026/11/a.json"],
    mentioned: ["S3::Bucket=logs"],
  },
  {
    call: "ec2:RunInstances",
    request: {
      instancesSet: { items: [{ imageId: "ami-0123456789abcdef0", minCount: 1 }] },
      subnetId: "subnet-0123456789abcdef0",
      groupSet: { items: [{ groupId: "sg-0123456789abcdef0" }] },
      iamInstanceProfile: { name: "web" },
    },
    response: {
      instancesSet: {
        items: [
          { instanceId: "i-0123456789abcdef0", vpcId: "vpc-0123456789abcdef0" },
          { instanceId: "i-0123456789abcdef1", vpcId: "vpc-0123456789abcdef0" },
        ],
      },
    },
    subject: ["EC2::Instance=i-0123456789abcdef0", "EC2::Instance=i-0123456789abcdef1"],
    mentioned: [
      "EC2::Image=ami-0123456789abcdef0",
      "EC2::Subnet=subnet-0123456789abcdef0",
      "EC2::SecurityGroup=sg-0123456789abcdef0",
      "IAM::InstanceProfile=web",
      "EC2::VPC=vpc-0123456789abcdef0",
    ],
  },
  {
    call: "ec2:TerminateInstances",
    request: { instancesSet: { items: [{ instanceId: "i-0123456789abcdef0" }] } },
    subject: ["EC2::Instance=i-0123456789abcdef0"],
  },
  {
    call: "ec2:CreateSecurityGroup",
    request: { groupName: "web", vpcId: "vpc-0123456789abcdef0" },
    response: { groupId: "sg-0123456789abcdef0" },
    subject: ["EC2::SecurityGroup=sg-0123456789abcdef0"],
    mentioned: ["EC2::VPC=vpc-0123456789abcdef0"],
  },
  {
    call: "ec2:AuthorizeSecurityGroupIngress",
    request: {
      groupId: "sg-0123456789abcdef0",
      ipPermissions: { items: [{ groups: { items: [{ groupId: "sg-0fedcba9876543210" }] } }] },
    },
    subject: ["EC2::SecurityGroup=sg-0123456789abcdef0"],
    mentioned: ["EC2::SecurityGroup=sg-0fedcba9876543210"],
  },
  {
    call: "ec2:DeleteFlowLogs",
    request: { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: "fl-0123456789abcdef0" } } },
    subject: ["EC2::FlowLog=fl-0123456789abcdef0"],
  },
  {
    call: "ec2:CreateTags",
    request: {
      resourcesSet: { items: [{ resourceId: "vol-0123456789abcdef0" }] },
      tagSet: { items: [{ key: "a" }] },
    },
    subject: ["EC2::Volume=vol-0123456789abcdef0"],
  },
  {
    call: "ec2:CreateRoute",
    request: { routeTableId: "rtb-0123456789abcdef0", gatewayId: "igw-0123456789abcdef0" },
    subject: ["EC2::RouteTable=rtb-0123456789abcdef0"],
    mentioned: ["EC2::InternetGateway=igw-0123456789abcdef0"],
  },
  {
    call: "ec2:CopySnapshot",
    request: { sourceSnapshotId: "snap-0123456789abcdef0" },
    response: { snapshotId: "snap-0fedcba9876543210" },
    subject: ["EC2::Snapshot=snap-0fedcba9876543210"],
    mentioned: ["EC2::Snapshot=snap-0123456789abcdef0"],
  },
  {
    call: "iam:CreateUser",
    request: { userName: "bob" },
    response: {
      user: { userName: "bob", userId: "AIDAIOSFODNN7EXAMPLEE", arn: `arn:aws:iam::${ACCOUNT}:user/bob` },
    },
    subject: ["IAM::User=bob"],
    mentioned: [],
  },
  {
    call: "iam:AttachRolePolicy",
    request: { roleName: "Deploy", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
    subject: ["IAM::Role=Deploy"],
    mentioned: ["IAM::ManagedPolicy=AdministratorAccess"],
  },
  {
    call: "iam:PutRolePolicy",
    request: { roleName: "Deploy", policyName: "inline" },
    subject: ["IAM::Role=Deploy"],
    mentioned: ["IAM::Policy=inline"],
  },
  {
    call: "iam:AddUserToGroup",
    request: { userName: "bob", groupName: "admins" },
    subject: ["IAM::Group=admins", "IAM::User=bob"],
  },
  {
    call: "iam:AddRoleToInstanceProfile",
    request: { roleName: "web", instanceProfileName: "web-profile" },
    subject: ["IAM::InstanceProfile=web-profile"],
    mentioned: ["IAM::Role=web"],
  },
  {
    call: "iam:CreateAccessKey",
    request: { userName: "bob" },
    response: { accessKey: { userName: "bob", accessKeyId: "AKIAIOSFODNN7EXAMPLE" } },
    subject: ["IAM::User=bob", "IAM::AccessKey=AKIAIOSFODNN7EXAMPLE"],
  },
  { call: "iam:CreateLoginProfile", request: { userName: "bob" }, subject: ["IAM::User=bob"] },
  { call: "iam:ChangePassword", request: null, subject: ["IAM::User=alice"] },
  {
    call: "cloudtrail:StopLogging",
    request: { name: ARN("cloudtrail", "trail/main") },
    subject: ["CloudTrail::Trail=main"],
  },
  {
    call: "cloudtrail:CreateTrail",
    request: { name: "main", s3BucketName: "logs" },
    response: { trailARN: ARN("cloudtrail", "trail/main") },
    subject: ["CloudTrail::Trail=main"],
    mentioned: ["S3::Bucket=logs"],
  },
  {
    call: "lambda:CreateFunction20150331",
    request: { functionName: "resize", role: ROLE_ARN },
    response: { functionName: "resize", functionArn: ARN("lambda", "function:resize") },
    subject: ["Lambda::Function=resize"],
    mentioned: ["IAM::Role=Deploy"],
  },
  {
    call: "lambda:AddPermission20150331v2",
    request: { functionName: ARN("lambda", "function:resize:PROD") },
    subject: ["Lambda::Function=resize"],
  },
  {
    call: "rds:CreateDBInstanceReadReplica",
    request: { dBInstanceIdentifier: "replica", sourceDBInstanceIdentifier: "main" },
    subject: ["RDS::DBInstance=replica"],
    mentioned: ["RDS::DBInstance=main"],
  },
  {
    call: "rds:RestoreDBInstanceFromDBSnapshot",
    request: { dBInstanceIdentifier: "back", dBSnapshotIdentifier: "nightly" },
    subject: ["RDS::DBInstance=back"],
    mentioned: ["RDS::DBSnapshot=nightly"],
  },
  {
    call: "rds:AddTagsToResource",
    request: { resourceName: ARN("rds", "db:main"), tags: [{ key: "a" }] },
    subject: ["RDS::DBInstance=main"],
  },
  { call: "dynamodb:UpdateTable", request: { tableName: "orders" }, subject: ["DynamoDB::Table=orders"] },
  {
    call: "sqs:SetQueueAttributes",
    request: { queueUrl: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/jobs` },
    subject: ["SQS::Queue=jobs"],
  },
  { call: "sns:Publish", request: { topicArn: ARN("sns", "alerts") }, subject: ["SNS::Topic=alerts"] },
  {
    call: "kms:ScheduleKeyDeletion",
    request: { keyId: ARN("kms", "key/1234abcd") },
    subject: ["KMS::Key=1234abcd"],
  },
  {
    call: "kms:CreateGrant",
    request: { keyId: "1234abcd", granteePrincipal: ROLE_ARN },
    response: { grantId: "feed" },
    subject: ["KMS::Key=1234abcd"],
  },
  {
    call: "secretsmanager:PutSecretValue",
    request: { secretId: ARN("secretsmanager", "secret:db/prod-AbCdEf") },
    response: { arn: ARN("secretsmanager", "secret:db/prod-AbCdEf"), name: "db/prod" },
    subject: ["SecretsManager::Secret=db/prod"],
    mentioned: [],
  },
  {
    call: "ecs:UpdateService",
    request: { cluster: "prod", service: "checkout", taskDefinition: "checkout:12" },
    subject: ["ECS::Service=checkout"],
    mentioned: ["ECS::Cluster=prod", "ECS::TaskDefinition=checkout:12"],
  },
  {
    call: "eks:CreateCluster",
    request: { name: "prod", roleArn: ROLE_ARN },
    subject: ["EKS::Cluster=prod"],
    mentioned: ["IAM::Role=Deploy"],
  },
  { call: "eks:UpdateClusterConfig", request: { name: "prod" }, subject: ["EKS::Cluster=prod"] },
  {
    call: "events:PutTargets",
    request: { rule: "nightly", targets: [{ id: "1", arn: ARN("sqs", "jobs") }] },
    subject: ["Events::Rule=nightly"],
    mentioned: ["SQS::Queue=jobs"],
  },
  {
    call: "logs:PutRetentionPolicy",
    request: { logGroupName: "/aws/lambda/resize" },
    subject: ["Logs::LogGroup=/aws/lambda/resize"],
  },
  {
    call: "monitoring:PutMetricAlarm",
    request: { alarmName: "errors" },
    subject: ["CloudWatch::Alarm=errors"],
  },
  {
    call: "cloudformation:ExecuteChangeSet",
    request: { changeSetName: "c1", stackName: ARN("cloudformation", "stack/shop/6f3c1a52") },
    subject: ["CloudFormation::Stack=shop"],
    mentioned: ["CloudFormation::ChangeSet=c1"],
  },
  {
    call: "route53:ChangeResourceRecordSets",
    request: { hostedZoneId: "/hostedzone/Z123" },
    subject: ["Route53::HostedZone=Z123"],
  },
  {
    call: "cloudfront:UpdateDistribution2020_05_31",
    request: { id: "E123", distributionConfig: {} },
    subject: ["CloudFront::Distribution=E123"],
  },
  {
    call: "elasticloadbalancing:RegisterTargets",
    request: {
      targetGroupArn: ARN("elasticloadbalancing", "targetgroup/web/50dc6c495c0c9188"),
      targets: [{ id: "i-0123456789abcdef0" }],
    },
    subject: ["ElasticLoadBalancingV2::TargetGroup=web"],
    mentioned: ["EC2::Instance=i-0123456789abcdef0"],
  },
  {
    call: "apigateway:CreateDeployment",
    request: { restApiId: "a1b2c3" },
    response: { id: "d1" },
    subject: ["ApiGateway::RestApi=a1b2c3"],
  },
  {
    call: "states:StartExecution",
    request: { stateMachineArn: ARN("states", "stateMachine:orders"), name: "run-1" },
    subject: ["StepFunctions::StateMachine=orders"],
  },
  {
    call: "glue:CreateTable",
    request: { databaseName: "lake", tableInput: { name: "clicks" } },
    subject: ["Glue::Table=clicks"],
    mentioned: ["Glue::Database=lake"],
  },
  {
    call: "codepipeline:CreatePipeline",
    request: { pipeline: { name: "ship", roleArn: ROLE_ARN } },
    subject: ["CodePipeline::Pipeline=ship"],
  },
  {
    call: "cognito-idp:AdminCreateUser",
    request: { userPoolId: "eu-west-1_abc", username: "dora" },
    subject: ["Cognito::UserPoolUser=dora"],
    mentioned: ["Cognito::UserPool=eu-west-1_abc"],
  },
  {
    call: "ssm:PutParameter",
    request: { name: "/db/url", value: "HIDDEN_DUE_TO_SECURITY_REASONS" },
    subject: ["SSM::Parameter=/db/url"],
  },
  {
    call: "ssm:SendCommand",
    request: { documentName: "AWS-RunShellScript", instanceIds: ["i-0123456789abcdef0"] },
    subject: ["EC2::Instance=i-0123456789abcdef0"],
    mentioned: ["SSM::Document=AWS-RunShellScript"],
  },
  {
    call: "ssm:ListTagsForResource",
    request: { resourceType: "Parameter", resourceId: "/db/url" },
    subject: ["SSM::Parameter=/db/url"],
  },
  {
    call: "route53resolver:DeleteResolverEndpoint",
    request: { resolverEndpointId: "rslvr-in-1" },
    subject: ["Route53Resolver::ResolverEndpoint=rslvr-in-1"],
  },
  {
    call: "sts:AssumeRole",
    request: { roleArn: ROLE_ARN, roleSessionName: "x" },
    subject: ["IAM::Role=Deploy"],
    mentioned: [],
  },
  {
    call: "newservice:UpdateWidget",
    request: { widgetId: "w-1", displayName: "red", clientToken: "t" },
    subject: ["=w-1"],
    mentioned: [],
  },
  {
    call: "newservice:TagResource",
    request: { resourceArn: ARN("newservice", "widget/w-1") },
    subject: ["=w-1"],
  },
  {
    call: "wafv2:DisassociateWebACL",
    request: { resourceArn: ARN("elasticloadbalancing", "loadbalancer/app/web/84dc") },
    subject: ["ElasticLoadBalancingV2::LoadBalancer=web"],
  },
  {
    call: "ec2:DescribeInstances",
    request: {
      instancesSet: {},
      filterSet: { items: [{ name: "vpc-id", valueSet: { items: [{ value: "vpc-0123456789abcdef0" }] } }] },
    },
    subject: [],
    mentioned: [],
  },
];

test.each(rows)("$call acts on $subject", ({ call, request, response, more, subject, mentioned }) => {
  const resources = resourcesOf(aCall(call, request, { responseElements: response ?? null, ...more }));
  expect(subjects(resources)).toEqual(subject);
  if (mentioned) expect(mentions(resources)).toEqual(mentioned);
});

describe("grounds and confidence", () => {
  test("names the place in the record where the id stands", () => {
    const response = { vpc: { vpcId: "vpc-0123456789abcdef0" } };
    const [vpc] = resourcesOf(
      aCall("ec2:CreateVpc", { cidrBlock: "10.0.0.0/16" }, { responseElements: response }),
    );
    expect(vpc).toMatchObject({ confidence: "high", role: "subject" });
    expect(vpc?.grounds).toContain("responseElements.vpc.vpcId");
  });

  test("says nothing where what was not created is named nowhere", () => {
    const event = aCall(
      "ec2:CreateNatGateway",
      { subnetId: "subnet-0123456789abcdef0" },
      { errorCode: "Client.LimitExceeded" },
    );
    expect(subjects(resourcesOf(event))).toEqual([]);
    expect(mentions(resourcesOf(event))).toEqual(["EC2::Subnet=subnet-0123456789abcdef0"]);
  });

  test("keeps the ARN the record tells", () => {
    const arn = ARN("lambda", "function:resize");
    const [fn] = resourcesOf(
      aCall(
        "lambda:Invoke",
        { functionName: "resize" },
        { resources: [{ ARN: arn, type: "AWS::Lambda::Function" }] },
      ),
    );
    expect(fn).toMatchObject({ id: "resize", arn, role: "subject" });
  });
});

describe("what AWS lists itself", () => {
  test("is the same resource under all names a lookup gives", () => {
    const listed = ["AIDAIOSFODNN7EXAMPLEE", `arn:aws:iam::${ACCOUNT}:user/bob`, "bob"].map(
      (ResourceName) => ({ resourceName: ResourceName, resourceType: "AWS::IAM::User" }),
    );
    const event = aCall("iam:CreateUser", { userName: "bob" }, { resources: listed });
    expect(subjects(resourcesOf(event))).toEqual(["IAM::User=bob"]);
    expect(mentions(resourcesOf(event))).toEqual([]);
  });

  test("answers for APIs whose parameters say nothing", () => {
    const event = aCall(
      "kms:Decrypt",
      { encryptionContext: {} },
      { resources: [{ ARN: ARN("kms", "key/1234"), type: "AWS::KMS::Key" }] },
    );
    expect(subjects(resourcesOf(event))).toEqual(["KMS::Key=1234"]);
  });

  test("does not make a subject of the VPC an instance is launched in", () => {
    const resources = ["vpc-01234567890123456", "i-01234567890123456"].map((resourceName) => ({
      resourceName,
    }));
    const event = aCall("ec2:RunInstances", null, { resources });
    expect(subjects(resourcesOf(event))).toEqual(["EC2::Instance=i-01234567890123456"]);
    expect(mentions(resourcesOf(event))).toEqual(["EC2::VPC=vpc-01234567890123456"]);
  });

  test("spells CloudTrail's type names as CloudFormation does", () => {
    const resources = [{ resourceName: "ami-01234567890123456", resourceType: "AWS::EC2::Ami" }];
    expect(subjects(resourcesOf(aCall("ec2:DeregisterImage", null, { resources })))).toEqual([
      "EC2::Image=ami-01234567890123456",
    ]);
  });
});

describe("events without parameters", () => {
  test("take the resource from a denial's message", () => {
    const errorMessage = `User: arn:aws:iam::${ACCOUNT}:user/alice is not authorized to perform: iam:GetRole on resource: ${ROLE_ARN} because no identity-based policy allows it`;
    const event = aCall("iam:GetRole", null, { errorCode: "AccessDenied", errorMessage });
    expect(resourcesOf(event)).toMatchObject([
      {
        id: "Deploy",
        arn: ROLE_ARN,
        grounds: "authorization reference: iam:GetRole acts on role; errorMessage",
      },
    ]);
  });

  test("take it from a service's details", () => {
    const event = aCall("ec2:SharedSnapshotVolumeCreated", null, {
      serviceEventDetails: { snapshotId: "snap-0123456789abcdef0" },
    });
    expect(subjects(resourcesOf(event))).toEqual(["EC2::Snapshot=snap-0123456789abcdef0"]);
  });

  test("do not act on the endpoint they came through", () => {
    const event = aCall("s3:PutBucketPolicy", null, {
      additionalEventData: { vpcEndpointId: "vpce-0123456789abcdef0" },
    });
    expect(resourcesOf(event)).toEqual([]);
  });
});

test("finds what real write records are about", () => {
  const found = realRecords().map((line) => {
    const read = readRecord(JSON.parse(line), 0);
    return "event" in read ? `${read.event.name}: ${subjects(resourcesOf(read.event)).join(", ")}` : "";
  });
  expect(found).toEqual([
    "AssumeRole: IAM::Role=stratus-red-team-ec2-get-password-data-role",
    "SharedSnapshotVolumeCreated: EC2::Snapshot=snap-0e83092ae538da583",
    "SendCommand: EC2::Instance=i-0dbc91f429e48eeed",
    "CreateNatGateway: EC2::NatGateway=nat-03575abbac42080d9",
    "RunInstances: EC2::Instance=i-0dbc91f429e48eeed",
    "PutBucketPolicy: S3::Bucket=stratus-red-team-ctes-bucket-qyxyekjbtk",
    "StartSecretVersionDelete: SecretsManager::Secret=stratus-red-team-retrieve-secret-15",
    "CreateDBInstance: RDS::DBInstance=terraform-20230710121504061500000001",
    "ConsoleLogin: ",
  ]);
});

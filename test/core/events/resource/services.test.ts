import { expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json.js";
import { resourcesOf } from "../../../../src/core/events/resource/resources.js";
import { ACCOUNT, aCall, subjects } from "../builders.js";

const ARN = (service: string, resource: string): string =>
  `arn:aws:${service}:eu-west-1:${ACCOUNT}:${resource}`;

/** One call of each of many services, also ones that no table written by hand speaks of. */
const calls: readonly (readonly [call: string, request: JsonObject | null, subject: string])[] = [
  ["access-analyzer:DeleteAnalyzer", { analyzerName: "org" }, "AccessAnalyzer::Analyzer=org"],
  [
    "acm:DeleteCertificate",
    { certificateArn: ARN("acm", "certificate/c1") },
    "CertificateManager::Certificate=c1",
  ],
  ["airflow:DeleteEnvironment", { Name: "etl" }, "MWAA::Environment=etl"],
  ["amplify:DeleteApp", { appId: "d1" }, "Amplify::App=d1"],
  ["aoss:DeleteCollection", { id: "c1" }, "OpenSearchServerless::Collection=c1"],
  ["appconfig:DeleteApplication", { applicationId: "a1" }, "AppConfig::Application=a1"],
  ["appflow:StopFlow", { flowName: "sync" }, "AppFlow::Flow=sync"],
  ["appmesh:DeleteMesh", { meshName: "m" }, "AppMesh::Mesh=m"],
  ["appsync:DeleteGraphqlApi", { apiId: "g1" }, "AppSync::GraphQLApi=g1"],
  ["aps:DeleteWorkspace", { workspaceId: "ws-1" }, "APS::Workspace=ws-1"],
  ["athena:DeleteWorkGroup", { workGroup: "primary" }, "Athena::WorkGroup=primary"],
  ["backup:DeleteBackupVault", { backupVaultName: "v" }, "Backup::BackupVault=v"],
  ["batch:DeleteJobQueue", { jobQueue: ARN("batch", "job-queue/q") }, "Batch::JobQueue=q"],
  ["cassandra:Drop", { keyspaceName: "k" }, "Cassandra::Keyspace=k"],
  ["cleanrooms:DeleteCollaboration", { collaborationIdentifier: "c1" }, "CleanRooms::Collaboration=c1"],
  ["codeartifact:DeleteDomain", { domain: "d", domainName: "d" }, "CodeArtifact::Domain=d"],
  ["codebuild:StartBuild", { projectName: "ship" }, "CodeBuild::Project=ship"],
  ["codecommit:DeleteRepository", { repositoryName: "shop" }, "CodeCommit::Repository=shop"],
  ["codepipeline:StartPipelineExecution", { name: "ship" }, "CodePipeline::Pipeline=ship"],
  ["databrew:DeleteDataset", { name: "d" }, "DataBrew::Dataset=d"],
  ["datasync:StartTaskExecution", { taskArn: ARN("datasync", "task/t1") }, "DataSync::Task=t1"],
  ["devicefarm:DeleteProject", { arn: ARN("devicefarm", "project:p1") }, "DeviceFarm::Project=p1"],
  ["dax:DeleteCluster", { clusterName: "c" }, "DAX::Cluster=c"],
  [
    "dms:DeleteReplicationInstance",
    { replicationInstanceArn: ARN("dms", "rep:r1") },
    "DMS::ReplicationInstance=r1",
  ],
  ["ecr:DeleteRepository", { repositoryName: "team/app" }, "ECR::Repository=team/app"],
  ["elasticache:DeleteReplicationGroup", { replicationGroupId: "r" }, "ElastiCache::ReplicationGroup=r"],
  ["elasticfilesystem:DeleteFileSystem", { fileSystemId: "fs-1" }, "EFS::FileSystem=fs-1"],
  ["elasticmapreduce:TerminateJobFlows", { jobFlowIds: ["j-1"] }, "EMR::Cluster=j-1"],
  ["emr-serverless:StopApplication", { applicationId: "a1" }, "EMRServerless::Application=a1"],
  ["firehose:DeleteDeliveryStream", { deliveryStreamName: "s" }, "KinesisFirehose::DeliveryStream=s"],
  ["forecast:DeleteDataset", { datasetArn: ARN("forecast", "dataset/d") }, "Forecast::Dataset=d"],
  ["fsx:DeleteFileSystem", { fileSystemId: "fs-1" }, "FSx::FileSystem=fs-1"],
  ["gamelift:DeleteFleet", { fleetId: "fleet-1" }, "GameLift::Fleet=fleet-1"],
  ["glue:StartCrawler", { name: "c" }, "Glue::Crawler=c"],
  ["grafana:DeleteWorkspace", { workspaceId: "g-1" }, "Grafana::Workspace=g-1"],
  ["guardduty:DeleteDetector", { detectorId: "d1" }, "GuardDuty::Detector=d1"],
  ["iot:DeleteThing", { thingName: "lamp" }, "IoT::Thing=lamp"],
  ["ivs:DeleteChannel", { arn: ARN("ivs", "channel/c1") }, "IVS::Channel=c1"],
  ["kendra:DeleteIndex", { id: "i1" }, "Kendra::Index=i1"],
  ["kinesis:DeleteStream", { streamName: "clicks" }, "Kinesis::Stream=clicks"],
  ["lightsail:DeleteInstance", { instanceName: "blog" }, "Lightsail::Instance=blog"],
  ["mq:DeleteBroker", { brokerId: "b-1" }, "AmazonMQ::Broker=b-1"],
  ["network-firewall:DeleteFirewall", { firewallName: "f" }, "NetworkFirewall::Firewall=f"],
  ["proton:DeleteService", { name: "s" }, "Proton::Service=s"],
  ["redshift:DeleteCluster", { clusterIdentifier: "dw" }, "Redshift::Cluster=dw"],
  ["sagemaker:StopNotebookInstance", { notebookInstanceName: "n" }, "SageMaker::NotebookInstance=n"],
  ["scheduler:DeleteSchedule", { name: "s", groupName: "default" }, "Scheduler::Schedule=s"],
  ["servicediscovery:DeleteService", { id: "srv-1" }, "ServiceDiscovery::Service=srv-1"],
  ["synthetics:StopCanary", { name: "c" }, "Synthetics::Canary=c"],
  ["timestream:DeleteDatabase", { databaseName: "d" }, "Timestream::Database=d"],
  ["transfer:StopServer", { serverId: "s-1" }, "Transfer::Server=s-1"],
  ["xray:DeleteGroup", { groupName: "g" }, "XRay::Group=g"],
];

test.each(calls)("%s names what it acted on", (call, request, subject) => {
  expect(subjects(resourcesOf(aCall(call, request)))).toEqual([subject]);
});

test("an ARN is put together when all its parts are known, and said to be", () => {
  const [table] = resourcesOf(aCall("dynamodb:UpdateTable", { tableName: "orders" }));
  expect(table).toMatchObject({
    arn: ARN("dynamodb", "table/orders"),
    confidence: "high",
    grounds:
      "authorization reference: dynamodb:UpdateTable acts on table; requestParameters.tableName; ARN put together by its format",
  });
});

test.each([
  ["the Region is unknown", { awsRegion: "" }],
  ["the account is unknown", { recipientAccountId: "12", userIdentity: { type: "Root" } }],
  ["two accounts may own it", { recipientAccountId: "444455556666" }],
])("no ARN is put together when %s", (_, fields) => {
  const [table] = resourcesOf(aCall("dynamodb:UpdateTable", { tableName: "orders" }, fields));
  expect(table).toMatchObject({ id: "orders", arn: undefined });
});

test.each([
  ["China's", "cn-north-1", "aws-cn"],
  ["GovCloud's", "us-gov-west-1", "aws-us-gov"],
])("%s Regions are of a partition of their own", (_, awsRegion, partition) => {
  const [queue] = resourcesOf(aCall("kinesis:DeleteStream", { streamName: "s" }, { awsRegion }));
  expect(queue?.arn).toBe(`arn:${partition}:kinesis:${awsRegion}:${ACCOUNT}:stream/s`);
});

test.each([
  ["iam:UpdateAccountPasswordPolicy", { minimumPasswordLength: 14 }],
  ["ec2:ModifyDefaultCreditSpecification", { instanceFamily: "t3" }],
  ["ec2:EnableEbsEncryptionByDefault", {}],
  ["bedrock:DeleteModelInvocationLoggingConfiguration", null],
])("%s is about the account and names nothing", (call, request) => {
  expect(subjects(resourcesOf(aCall(call, request)))).toEqual([]);
});

test("IAM calls that name no user are about the caller", () => {
  expect(subjects(resourcesOf(aCall("iam:CreateAccessKey", null)))).toEqual(["IAM::User=alice"]);
});

test("a denial names its resource by kind and name, or by ARN", () => {
  const errorMessage =
    "User: x is not authorized to perform: iam:CreateAccessKey on resource: user bob because no policy";
  const denied = { errorCode: "AccessDenied", errorMessage };
  expect(subjects(resourcesOf(aCall("iam:CreateAccessKey", null, denied)))).toEqual(["IAM::User=bob"]);
  const unknown = {
    errorCode: "TrailNotFoundException",
    errorMessage: `Unknown trail: ${ARN("cloudtrail", "trail/main")}.`,
  };
  expect(subjects(resourcesOf(aCall("cloudtrail:DeleteTrail", null, unknown)))).toEqual([
    "CloudTrail::Trail=main",
  ]);
});

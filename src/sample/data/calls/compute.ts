import type { ApiCall } from "../draft.js";
import { cluster, functionArn } from "../infrastructure.js";
import { prod, type SampleAccount } from "../organization.js";
import { indexed, read } from "./call.js";

/** Lambda's event names carry the version of its API. */
export const getFunction = (functionName: string): ApiCall => ({
  ...read("lambda", "GetFunction20150331v2", { functionName }),
  apiVersion: "2015-03-31",
});

export const updateFunctionCode = (functionName: string, s3Key: string): ApiCall => ({
  source: "lambda.amazonaws.com",
  name: "UpdateFunctionCode20150331v2",
  readOnly: false,
  apiVersion: "2015-03-31",
  request: { functionName, s3Bucket: "acme-deployments", s3Key, publish: true, dryRun: false },
  response: { functionName, runtime: "nodejs22.x", codeSize: 1_248_112, lastUpdateStatus: "InProgress" },
  indexed: indexed("AWS::Lambda::Function", functionName),
});

export const updateFunctionConfiguration = (
  functionName: string,
  region: string,
  account: SampleAccount = prod,
): ApiCall => ({
  source: "lambda.amazonaws.com",
  name: "UpdateFunctionConfiguration20150331v2",
  readOnly: false,
  apiVersion: "2015-03-31",
  request: { functionName, memorySize: 1024, timeout: 30, environment: {} },
  response: {
    functionName,
    functionArn: functionArn(functionName, region, account),
    memorySize: 1024,
    timeout: 30,
    environment: {},
    lastUpdateStatus: "InProgress",
  },
  indexed: indexed("AWS::Lambda::Function", functionName),
});

export const createLogStream = (functionName: string, stream: string): ApiCall => ({
  source: "logs.amazonaws.com",
  name: "CreateLogStream",
  readOnly: false,
  apiVersion: "20140328",
  request: { logGroupName: `/aws/lambda/${functionName}`, logStreamName: stream },
});

export const registerTaskDefinition = (family: string, image: string): ApiCall => ({
  source: "ecs.amazonaws.com",
  name: "RegisterTaskDefinition",
  readOnly: false,
  request: {
    family,
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    cpu: "512",
    memory: "1024",
    containerDefinitions: [
      { name: "web", image, essential: true, environment: "HIDDEN_DUE_TO_SECURITY_REASONS" },
    ],
  },
});

export const updateService = (
  service: string,
  taskDefinition: string | undefined,
  desiredCount?: number,
): ApiCall => ({
  source: "ecs.amazonaws.com",
  name: "UpdateService",
  readOnly: false,
  request: { cluster, service, taskDefinition, desiredCount },
});

export const setDesiredCapacity = (autoScalingGroupName: string, desiredCapacity: number): ApiCall => ({
  source: "autoscaling.amazonaws.com",
  name: "SetDesiredCapacity",
  readOnly: false,
  request: { autoScalingGroupName, desiredCapacity, honorCooldown: false },
  indexed: indexed("AWS::AutoScaling::AutoScalingGroup", autoScalingGroupName),
});

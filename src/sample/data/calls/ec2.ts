import type { JsonObject } from "../../../core/base/json.js";
import type { ApiCall } from "../draft.js";
import { network, securityGroups } from "../infrastructure.js";
import { stableUuid } from "../random.js";
import { indexed, read } from "./call.js";

const ec2 = (name: string, request: JsonObject, more: Partial<ApiCall> = {}): ApiCall => ({
  source: "ec2.amazonaws.com",
  name,
  readOnly: false,
  request,
  response: { requestId: stableUuid(name, JSON.stringify(request)), _return: true },
  ...more,
});

export const describeInstances = (instanceId?: string): ApiCall =>
  read("ec2", "DescribeInstances", {
    maxResults: instanceId === undefined ? 1000 : undefined,
    instancesSet: instanceId === undefined ? {} : { items: [{ instanceId }] },
    filterSet: {},
  });
export const describeSecurityGroups = (): ApiCall =>
  read("ec2", "DescribeSecurityGroups", { securityGroupSet: {}, securityGroupIdSet: {}, filterSet: {} });
export const describe = (noun: string): ApiCall => read("ec2", `Describe${noun}`, { filterSet: {} });

export interface IngressRule {
  readonly groupId: string;
  readonly port: number;
  readonly cidr: string;
  readonly description?: string;
}

const permissions = ({ port, cidr, description }: IngressRule): JsonObject => ({
  items: [
    {
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      groups: {},
      ipRanges: { items: [{ cidrIp: cidr, description }] },
      ipv6Ranges: {},
      prefixListIds: {},
    },
  ],
});

export const authorizeIngress = (rule: IngressRule): ApiCall =>
  ec2(
    "AuthorizeSecurityGroupIngress",
    { groupId: rule.groupId, ipPermissions: permissions(rule) },
    {
      response: {
        requestId: stableUuid("authorize", rule.cidr),
        _return: true,
        securityGroupRuleSet: {
          items: [
            {
              groupId: rule.groupId,
              securityGroupRuleId: `sgr-0${stableUuid("rule", rule.groupId, rule.cidr).replaceAll("-", "").slice(0, 16)}`,
              isEgress: false,
              ipProtocol: "tcp",
              fromPort: rule.port,
              toPort: rule.port,
              cidrIpv4: rule.cidr,
            },
          ],
        },
      },
      indexed: indexed("AWS::EC2::SecurityGroup", rule.groupId),
    },
  );

export const revokeIngress = (rule: IngressRule): ApiCall =>
  ec2(
    "RevokeSecurityGroupIngress",
    { groupId: rule.groupId, ipPermissions: permissions(rule) },
    {
      indexed: indexed("AWS::EC2::SecurityGroup", rule.groupId),
    },
  );

/** A new group is indexed under its name, its id and its network. */
export const createSecurityGroup = (
  group: { readonly id: string; readonly name: string },
  description: string,
): ApiCall =>
  ec2(
    "CreateSecurityGroup",
    { groupName: group.name, groupDescription: description, vpcId: network.vpc },
    {
      response: { requestId: stableUuid("create", group.id), _return: true, groupId: group.id },
      indexed: [
        ...indexed("AWS::EC2::SecurityGroup", group.name, group.id),
        ...indexed("AWS::EC2::VPC", network.vpc),
      ],
    },
  );

export const createTags = (resourceId: string, tags: Readonly<Record<string, string>>): ApiCall =>
  ec2(
    "CreateTags",
    {
      resourcesSet: { items: [{ resourceId }] },
      tagSet: { items: Object.entries(tags).map(([key, value]) => ({ key, value })) },
    },
    { indexed: indexed(undefined, resourceId) },
  );

/** Instances of the worker group, as Auto Scaling starts them. */
export const runInstances = (instanceId: string, instanceType: string, count = 1): ApiCall =>
  ec2(
    "RunInstances",
    {
      instancesSet: { items: [{ imageId: "ami-0e3f1a2b4c5d6e7f8", minCount: count, maxCount: count }] },
      instanceType,
      subnetId: network.subnets[0],
      groupSet: { items: [{ groupId: securityGroups.workers.id }] },
      monitoring: { enabled: false },
    },
    {
      response: {
        requestId: stableUuid("run", instanceId),
        reservationId: `r-0${stableUuid("reservation", instanceId).replaceAll("-", "").slice(0, 16)}`,
        instancesSet: {
          items: [
            {
              instanceId,
              instanceType,
              instanceState: { code: 0, name: "pending" },
              subnetId: network.subnets[0],
            },
          ],
        },
      },
      indexed: [
        ...indexed("AWS::EC2::Instance", instanceId),
        ...indexed("AWS::EC2::SecurityGroup", securityGroups.workers.id),
        ...indexed("AWS::EC2::VPC", network.vpc),
        ...indexed("AWS::EC2::Subnet", network.subnets[0]),
        ...indexed("AWS::EC2::Ami", "ami-0e3f1a2b4c5d6e7f8"),
      ],
    },
  );

export const terminateInstances = (instanceId: string): ApiCall =>
  ec2(
    "TerminateInstances",
    { instancesSet: { items: [{ instanceId }] } },
    {
      response: {
        requestId: stableUuid("terminate", instanceId),
        instancesSet: {
          items: [
            {
              instanceId,
              currentState: { code: 32, name: "shutting-down" },
              previousState: { code: 16, name: "running" },
            },
          ],
        },
      },
      indexed: indexed("AWS::EC2::Instance", instanceId),
    },
  );

export const createSnapshot = (volumeId: string, snapshotId: string): ApiCall =>
  ec2(
    "CreateSnapshot",
    { volumeId, description: "nightly" },
    {
      response: { requestId: stableUuid("snapshot", snapshotId), snapshotId, volumeId, status: "pending" },
      indexed: [...indexed("AWS::EC2::Volume", volumeId), ...indexed("AWS::EC2::Snapshot", snapshotId)],
    },
  );

/** Something the service did by itself; such events have no userIdentity.type. */
export const sharedSnapshotVolumeCreated = (snapshotId: string, sharedEventId: string): ApiCall => ({
  source: "ec2.amazonaws.com",
  name: "SharedSnapshotVolumeCreated",
  readOnly: false,
  eventType: "AwsServiceEvent",
  extra: { sharedEventID: sharedEventId, serviceEventDetails: { snapshotId } },
});

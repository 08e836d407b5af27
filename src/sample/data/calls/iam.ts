import type { JsonObject } from "../../../core/base/json.js";
import type { ApiCall } from "../draft.js";
import { roleArn, roleId, userArn, userId, type Role } from "../identities.js";
import type { SampleAccount } from "../organization.js";
import { indexed } from "./call.js";

const iam = (name: string, request: JsonObject | null, more: Partial<ApiCall> = {}): ApiCall => ({
  source: "iam.amazonaws.com",
  name,
  readOnly: false,
  request,
  global: true,
  ...more,
});

const read = (name: string, request: JsonObject | null, more: Partial<ApiCall> = {}): ApiCall =>
  iam(name, request, { readOnly: true, ...more });

const onUser = (userName: string): Partial<ApiCall> => ({ indexed: indexed("AWS::IAM::User", userName) });
const onRole = (roleName: string): Partial<ApiCall> => ({ indexed: indexed("AWS::IAM::Role", roleName) });

export const listUsers = (): ApiCall => read("ListUsers", null);
export const listRoles = (): ApiCall => read("ListRoles", null);
export const getAccountSummary = (): ApiCall => read("GetAccountSummary", null);
export const getUser = (userName: string): ApiCall => read("GetUser", { userName }, onUser(userName));
export const getRole = (roleName: string): ApiCall => read("GetRole", { roleName }, onRole(roleName));
export const listAccessKeys = (userName: string): ApiCall =>
  read("ListAccessKeys", { userName }, onUser(userName));
export const listRolePolicies = (roleName: string): ApiCall =>
  read("ListRolePolicies", { roleName }, onRole(roleName));
export const listAttachedRolePolicies = (roleName: string): ApiCall =>
  read("ListAttachedRolePolicies", { roleName }, onRole(roleName));

/** Creating indexes every form of the new user: unique id, ARN and name. */
export const createUser = (account: SampleAccount, userName: string, createDate: string): ApiCall =>
  iam(
    "CreateUser",
    { userName },
    {
      response: {
        user: {
          path: "/",
          userName,
          userId: userId(account, userName),
          arn: userArn(account, userName),
          createDate,
        },
      },
      indexed: indexed("AWS::IAM::User", userId(account, userName), userArn(account, userName), userName),
    },
  );

export const createAccessKey = (userName: string, accessKeyId: string, createDate: string): ApiCall =>
  iam(
    "CreateAccessKey",
    { userName },
    {
      response: { accessKey: { userName, accessKeyId, status: "Active", createDate } },
      indexed: [...indexed("AWS::IAM::AccessKey", accessKeyId), ...indexed("AWS::IAM::User", userName)],
    },
  );

export const updateAccessKey = (
  userName: string,
  accessKeyId: string,
  status: "Active" | "Inactive",
): ApiCall =>
  iam(
    "UpdateAccessKey",
    { userName, accessKeyId, status },
    {
      indexed: [...indexed("AWS::IAM::AccessKey", accessKeyId), ...indexed("AWS::IAM::User", userName)],
    },
  );

export const deleteAccessKey = (userName: string, accessKeyId: string): ApiCall =>
  iam(
    "DeleteAccessKey",
    { userName, accessKeyId },
    {
      indexed: [...indexed("AWS::IAM::AccessKey", accessKeyId), ...indexed("AWS::IAM::User", userName)],
    },
  );

export const attachUserPolicy = (userName: string, policyArn: string): ApiCall =>
  iam(
    "AttachUserPolicy",
    { userName, policyArn },
    {
      indexed: [...indexed("AWS::IAM::Policy", policyArn), ...indexed("AWS::IAM::User", userName)],
    },
  );

export const createRole = (role: Role, trustedService: string, createDate: string): ApiCall => {
  const trust = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: trustedService }, Action: "sts:AssumeRole" }],
  });
  return iam(
    "CreateRole",
    { roleName: role.name, path: role.path ?? "/", assumeRolePolicyDocument: trust },
    {
      response: {
        role: {
          path: role.path ?? "/",
          roleName: role.name,
          roleId: roleId(role),
          arn: roleArn(role),
          createDate,
          assumeRolePolicyDocument: encodeURIComponent(trust),
        },
      },
      indexed: indexed("AWS::IAM::Role", roleId(role), roleArn(role), role.name),
    },
  );
};

export const putRolePolicy = (roleName: string, policyName: string, actions: readonly string[]): ApiCall =>
  iam(
    "PutRolePolicy",
    {
      roleName,
      policyName,
      policyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
      }),
    },
    { indexed: [...indexed("AWS::IAM::Policy", policyName), ...indexed("AWS::IAM::Role", roleName)] },
  );

export const attachRolePolicy = (roleName: string, policyArn: string): ApiCall =>
  iam(
    "AttachRolePolicy",
    { roleName, policyArn },
    {
      indexed: [...indexed("AWS::IAM::Policy", policyArn), ...indexed("AWS::IAM::Role", roleName)],
    },
  );

import { organization } from "../data/organization.js";
import type { Operations } from "./operation.js";

const { id, managementAccount, managementEmail } = organization;

function describeOrganization(): unknown {
  return {
    Organization: {
      Id: id,
      Arn: `arn:aws:organizations::${managementAccount.id}:organization/${id}`,
      FeatureSet: "ALL",
      MasterAccountArn: `arn:aws:organizations::${managementAccount.id}:account/${id}/${managementAccount.id}`,
      MasterAccountId: managementAccount.id,
      MasterAccountEmail: managementEmail,
      AvailablePolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
    },
  };
}

export const organizationsOperations: Operations = {
  DescribeOrganization: { action: "organizations:DescribeOrganization", run: describeOrganization },
};

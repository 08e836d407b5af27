#!/usr/bin/env node
const cdk = require("aws-cdk-lib");
const { DataLakeStack } = require("../lib/data-lake-stack");

const app = new cdk.App();
new DataLakeStack(app, "DataLakeStack", {
  env: { account: "111122223333", region: "eu-central-1" },
});

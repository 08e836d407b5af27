const { Duration, RemovalPolicy, Stack } = require("aws-cdk-lib");
const iam = require("aws-cdk-lib/aws-iam");
const lambda = require("aws-cdk-lib/aws-lambda");
const s3 = require("aws-cdk-lib/aws-s3");

/** Where the shop's events are kept for the data team. */
class DataLakeStack extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);

    const lake = new s3.Bucket(this, "LakeBucket", {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      lifecycleRules: [{ expiration: Duration.days(365) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });

    const crawler = new iam.Role(this, "CrawlerRole", {
      roleName: "DataLakeStack-CrawlerRole",
      assumedBy: new iam.ServicePrincipal("glue.amazonaws.com"),
    });
    lake.grantRead(crawler);

    new lambda.Function(this, "Compactor", {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: "index.handler",
      code: lambda.Code.fromInline("exports.handler = async () => {};"),
      timeout: Duration.minutes(5),
    });
  }
}

module.exports = { DataLakeStack };

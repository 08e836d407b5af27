/** Names of files that hold nothing but resources. */
const templateNames = /\.(tf|tofu)(\.json)?$/;
/** What a text must hold to be worth a look: a CloudFormation type, an ARN, a CDK import, a Serverless service. */
const templateWords = ["AWS::", "arn:aws", "aws-cdk", "serverless"];

/** Cheap: whether it is worth the while to look for resources in a text. */
export const mayBeTemplate = (path: string, text: string): boolean =>
  templateNames.test(path) || templateWords.some((word) => text.includes(word));

/**
 * By which names LookupEvents knows the resources of a CloudFormation type. Evidence: 6,341 rows of Event history
 * exports, whose Resources column is LookupEvents' `Resources`; `sure` says where there was less.
 *
 * A row: type without `AWS::` | what PhysicalResourceId is | property that names it | service | `global` when its
 * events lie in us-east-1 | how often events list it | how sure | ResourceNames in the order to ask | ARN after the
 * partition | paths in requestParameters.
 */
export const IDENTITY_ROWS = `
S3::Bucket | name | BucketName | s3 | - | always | observed | {name} | s3:::{name} | bucketName
S3::BucketPolicy | parentBucketName | - | s3 | - | always | observed | {parentBucketName} | - | bucketName
Lambda::Function | name | FunctionName | lambda | - | mostly | observed | {name} {arn} | lambda:{region}:{account}:function:{name} | functionName resource
Serverless::Function | name | FunctionName | lambda | - | mostly | observed | {name} {arn} | lambda:{region}:{account}:function:{name} | functionName
Lambda::Permission | - | - | lambda | - | always | observed | {functionArn} {functionName} | - | functionName statementId
Lambda::EventSourceMapping | id | - | lambda | - | never | observed | - | lambda:{region}:{account}:event-source-mapping:{id} | functionName uUID eventSourceArn
Lambda::Alias | arn | Name | lambda | - | unknown | inferred | {functionName} {arn} | lambda:{region}:{account}:function:{functionName}:{name} | functionName name
IAM::Role | name | RoleName | iam | global | always | observed | {name} {arn} | iam::{account}:role/{path}{name} | roleName
IAM::User | name | UserName | iam | global | always | observed | {name} | iam::{account}:user/{path}{name} | userName
IAM::Group | name | GroupName | iam | global | always | observed | {name} | iam::{account}:group/{path}{name} | groupName
IAM::ManagedPolicy | arn | ManagedPolicyName | iam | global | always | observed | {arn} {name} | iam::{account}:policy/{path}{name} | policyArn policyName
IAM::Policy | - | PolicyName | iam | global | always | observed | {name} {parentName} | - | policyName roleName userName groupName
IAM::InstanceProfile | name | InstanceProfileName | iam | global | always | observed | {name} | iam::{account}:instance-profile/{path}{name} | instanceProfileName
IAM::OIDCProvider | arn | - | iam | global | unknown | inferred | {arn} | iam::{account}:oidc-provider/{host} | openIDConnectProviderArn url
DynamoDB::Table | name | TableName | dynamodb | - | mostly | observed | {name} {arn} | dynamodb:{region}:{account}:table/{name} | tableName resourceArn
SQS::Queue | url | QueueName | sqs | - | always | observed | {url} | sqs:{region}:{account}:{name} | queueUrl queueName
SNS::Topic | arn | TopicName | sns | - | always | observed | {arn} | sns:{region}:{account}:{name} | topicArn name
SNS::Subscription | arn | - | sns | - | partly | observed | {arn} {topicArn} | sns:{region}:{account}:{topic}:{uuid} | subscriptionArn topicArn
KMS::Key | id | - | kms | - | mostly | observed | {arn} {id} | kms:{region}:{account}:key/{id} | keyId
KMS::Alias | name | AliasName | kms | - | never | observed | {targetKeyArn} | kms:{region}:{account}:alias/{name} | aliasName targetKeyId
SecretsManager::Secret | arn | Name | secretsmanager | - | mostly | observed | {arn} {name} | secretsmanager:{region}:{account}:secret:{name}-{suffix} | secretId name
SSM::Parameter | name | Name | ssm | - | unknown | record-only | {name} {arn} | ssm:{region}:{account}:parameter/{nameNoSlash} | name names
Logs::LogGroup | name | LogGroupName | logs | - | never | observed | - | logs:{region}:{account}:log-group:{name} | logGroupName resourceArn
CloudWatch::Alarm | name | AlarmName | monitoring | - | always | observed | {name} | cloudwatch:{region}:{account}:alarm:{name} | alarmName alarmNames
CloudFormation::Stack | arn | - | cloudformation | - | always | observed | {arn} {name} | cloudformation:{region}:{account}:stack/{name}/{uuid} | stackName changeSetName
CloudTrail::Trail | name | TrailName | cloudtrail | - | always | observed | {arn} {name} | cloudtrail:{region}:{account}:trail/{name} | name trailName
EC2::SecurityGroup | id | GroupName | ec2 | - | always | observed | {id} {name} | ec2:{region}:{account}:security-group/{id} | groupId groupSet.items[].groupId ModifySecurityGroupRulesRequest.GroupId
EC2::Instance | id | - | ec2 | - | always | observed | {id} | ec2:{region}:{account}:instance/{id} | instanceId instancesSet.items[].instanceId resourcesSet.items[].resourceId
EC2::VPC | id | - | ec2 | - | always | observed | {id} | ec2:{region}:{account}:vpc/{id} | vpcId
EC2::Subnet | id | - | ec2 | - | always | observed | {id} | ec2:{region}:{account}:subnet/{id} | subnetId
EC2::RouteTable | id | - | ec2 | - | always | observed | {id} | ec2:{region}:{account}:route-table/{id} | routeTableId
EC2::InternetGateway | id | - | ec2 | - | always | observed | {id} | ec2:{region}:{account}:internet-gateway/{id} | internetGatewayId
EC2::NatGateway | id | - | ec2 | - | always | observed | {id} | ec2:{region}:{account}:natgateway/{id} | CreateNatGatewayRequest.SubnetId DeleteNatGatewayRequest.NatGatewayId
EC2::EIP | publicIp | - | ec2 | - | always | observed | {id} {publicIp} | ec2:{region}:{account}:elastic-ip/{id} | allocationId publicIp
EC2::NetworkInterface | id | - | ec2 | - | always | observed | {id} | ec2:{region}:{account}:network-interface/{id} | networkInterfaceId
EC2::VPCEndpoint | id | - | ec2 | - | always | observed | {id} | ec2:{region}:{account}:vpc-endpoint/{id} | CreateVpcEndpointRequest.VpcId ModifyVpcEndpointRequest.VpcEndpointId
EC2::LaunchTemplate | id | LaunchTemplateName | ec2 | - | always | observed | {id} {name} | ec2:{region}:{account}:launch-template/{id} | CreateLaunchTemplateRequest.LaunchTemplateName CreateLaunchTemplateVersionRequest.LaunchTemplateId
EC2::Volume | id | - | ec2 | - | unknown | documented | {id} | ec2:{region}:{account}:volume/{id} | volumeId
EC2::KeyPair | name | KeyName | ec2 | - | always | observed | {name} | ec2:{region}:{account}:key-pair/{id} | keyName
EC2::SecurityGroupIngress | id | - | ec2 | - | always | observed | {securityGroupId} | ec2:{region}:{account}:security-group-rule/{id} | groupId
RDS::DBInstance | name | DBInstanceIdentifier | rds | - | always | observed | {name} {arn} | rds:{region}:{account}:db:{name} | dBInstanceIdentifier resourceName
RDS::DBCluster | name | DBClusterIdentifier | rds | - | unknown | documented | {name} {arn} | rds:{region}:{account}:cluster:{name} | dBClusterIdentifier
RDS::DBSubnetGroup | name | DBSubnetGroupName | rds | - | always | observed | {name} | rds:{region}:{account}:subgrp:{name} | dBSubnetGroupName
AutoScaling::AutoScalingGroup | name | AutoScalingGroupName | autoscaling | - | always | observed | {name} | autoscaling:{region}:{account}:autoScalingGroup:{uuid}:autoScalingGroupName/{name} | autoScalingGroupName
ElasticLoadBalancingV2::LoadBalancer | arn | Name | elasticloadbalancing | - | always | observed | {arn} {name} | elasticloadbalancing:{region}:{account}:loadbalancer/{app|net|gwy}/{name}/{id} | loadBalancerArn name
ElasticLoadBalancingV2::Listener | arn | - | elasticloadbalancing | - | always | observed | {arn} | elasticloadbalancing:{region}:{account}:listener/app/{name}/{id}/{id2} | listenerArn loadBalancerArn
ElasticLoadBalancingV2::TargetGroup | arn | Name | elasticloadbalancing | - | always | observed | {arn} | elasticloadbalancing:{region}:{account}:targetgroup/{name}/{id} | targetGroupArn name
ElasticLoadBalancingV2::ListenerRule | arn | - | elasticloadbalancing | - | always | observed | {arn} | elasticloadbalancing:{region}:{account}:listener-rule/app/{name}/{id}/{id2}/{id3} | ruleArn listenerArn
ElasticLoadBalancing::LoadBalancer | name | LoadBalancerName | elasticloadbalancing | - | always | observed | {name} | elasticloadbalancing:{region}:{account}:loadbalancer/{name} | loadBalancerName
ApiGateway::RestApi | id | Name | apigateway | - | partly | observed | {id} | apigateway:{region}::/restapis/{id} | restApiId restApiUpdate.restApiId
ApiGateway::Stage | name | StageName | apigateway | - | partly | observed | {restApiId} {name} | apigateway:{region}::/restapis/{apiId}/stages/{name} | restApiId stageName
ApiGatewayV2::Api | id | Name | apigateway | - | never | observed | - | apigateway:{region}::/apis/{id} | apiId
CloudFront::Distribution | id | - | cloudfront | global | never | observed | {id} {arn} | cloudfront::{account}:distribution/{id} | id resource distributionId
Route53::HostedZone | id | Name | route53 | global | unknown | seen-in-a-test-fixture | {id} | route53:::hostedzone/{id} | hostedZoneId id
ECS::Cluster | name | ClusterName | ecs | - | unknown | inferred | {name} {arn} | ecs:{region}:{account}:cluster/{name} | clusterName cluster
ECS::Service | arn | ServiceName | ecs | - | unknown | inferred | {arn} {name} | ecs:{region}:{account}:service/{cluster}/{name} | service serviceName cluster
ECS::TaskDefinition | arn | Family | ecs | - | unknown | inferred | {arn} {family} | ecs:{region}:{account}:task-definition/{family}:{rev} | family taskDefinition
EKS::Cluster | name | Name | eks | - | partly | observed-read-event | {name} | eks:{region}:{account}:cluster/{name} | name clusterName
ECR::Repository | name | RepositoryName | ecr | - | unknown | record-only | {arn} {name} | ecr:{region}:{account}:repository/{name} | repositoryName
StepFunctions::StateMachine | arn | StateMachineName | states | - | unknown | inferred | {arn} | states:{region}:{account}:stateMachine:{name} | stateMachineArn name
Events::Rule | name | Name | events | - | unknown | inferred | {name} {arn} | events:{region}:{account}:rule/{bus/}{name} | name rule
ElastiCache::ReplicationGroup | id | ReplicationGroupId | elasticache | - | never | observed | {id} {arn} | elasticache:{region}:{account}:replicationgroup:{id} | replicationGroupId cacheClusterId
EFS::FileSystem | id | - | elasticfilesystem | - | unknown | inferred | {id} {arn} | elasticfilesystem:{region}:{account}:file-system/{id} | fileSystemId
CertificateManager::Certificate | arn | - | acm | - | unknown | documented | {arn} | acm:{region}:{account}:certificate/{uuid} | certificateArn domainName
CodePipeline::Pipeline | name | Name | codepipeline | - | unknown | documented | {name} | codepipeline:{region}:{account}:{name} | name pipeline.name
CodeBuild::Project | name | Name | codebuild | - | unknown | inferred | {name} {arn} | codebuild:{region}:{account}:project/{name} | name projectName projectArn
Redshift::Cluster | name | ClusterIdentifier | redshift | - | unknown | documented | {name} | redshift:{region}:{account}:cluster:{name} | clusterIdentifier
Kinesis::Stream | name | StreamName | kinesis | - | unknown | inferred | {name} {arn} | kinesis:{region}:{account}:stream/{name} | streamName streamARN
KinesisFirehose::DeliveryStream | name | DeliveryStreamName | firehose | - | unknown | inferred | {name} {arn} | firehose:{region}:{account}:deliverystream/{name} | deliveryStreamName
Cognito::UserPool | id | UserPoolName | cognito-idp | - | unknown | inferred | {id} {arn} | cognito-idp:{region}:{account}:userpool/{id} | userPoolId
WAFv2::WebACL | waf | Name | wafv2 | - | unknown | record-only | {arn} {id} {name} | wafv2:{region}:{account}:{regional|global}/webacl/{name}/{uuid} | id name webACLArn resourceArn
OpenSearchService::Domain | name | DomainName | es | - | unknown | inferred | {name} {arn} | es:{region}:{account}:domain/{name} | domainName
MSK::Cluster | arn | ClusterName | kafka | - | unknown | inferred | {arn} {name} | kafka:{region}:{account}:cluster/{name}/{uuid} | clusterArn clusterName
AppSync::GraphQLApi | arn | Name | appsync | - | unknown | inferred | {id} {arn} | appsync:{region}:{account}:apis/{id} | apiId
Glue::Job | name | Name | glue | - | unknown | inferred | {name} {arn} | glue:{region}:{account}:job/{name} | jobName name
ElasticBeanstalk::Environment | name | EnvironmentName | elasticbeanstalk | - | never | observed | - | elasticbeanstalk:{region}:{account}:environment/{app}/{name} | environmentName environmentId applicationName`;

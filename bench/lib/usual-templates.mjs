/** Templates as public collections have them: about a function each, in 3.4 kB of tables, queues, networks and outputs. */
export function* usualTemplates(count) {
  for (let at = 0; at < count; at++) {
    const beside = [table, queue, bucket, network, api].filter((_, kind) => (at + kind) % 5 < 3);
    const functions = at % 12 === 0 ? 0 : at % 6 === 0 ? 2 : 1;
    yield [
      `service-${at}/template.yaml`,
      [
        head(at),
        ...Array.from({ length: functions }, (_, each) => usualFunction(at, each)),
        ...beside.map((make) => make(at)),
        outputs(functions),
      ].join(""),
    ];
  }
}

function head(at) {
  return `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Description: Service ${at} takes orders from a queue, and writes what it has done with them to a table and a bucket.

Parameters:
  Stage:
    Type: String
    Default: prod
    AllowedValues: [dev, prod]
  LogLevel:
    Type: String
    Default: info
    Description: What is logged, from debug to error

Globals:
  Function:
    Runtime: nodejs22.x
    MemorySize: 512
    Timeout: 20

Resources:
`;
}

function usualFunction(at, each) {
  return `  Worker${each}:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub "\${Stage}-service-${at}-${each}"
      Handler: src/handlers/worker.handler
      CodeUri: ./src
      Environment:
        Variables:
          LOG_LEVEL: !Ref LogLevel
          SERVICE: service-${at}
      Policies:
        - Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Action:
                - logs:CreateLogStream
                - logs:PutLogEvents
              Resource: !Sub "arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:*"
      Events:
        Nightly:
          Type: Schedule
          Properties:
            Schedule: rate(1 day)
`;
}

function table() {
  return `  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: pk
          AttributeType: S
        - AttributeName: sk
          AttributeType: S
      KeySchema:
        - AttributeName: pk
          KeyType: HASH
        - AttributeName: sk
          KeyType: RANGE
`;
}

function queue() {
  return `  # What could not be done waits here.
  DeadLetters:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 120
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt DeadLetters.Arn
        maxReceiveCount: 5
`;
}

function bucket(at) {
  return `  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub "service-${at}-\${AWS::AccountId}"
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: AES256
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
  BucketPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Sid: OnlyEncrypted
            Effect: Deny
            Principal: "*"
            Action: "s3:*"
            Resource:
              - !GetAtt Bucket.Arn
              - !Sub "\${Bucket.Arn}/*"
            Condition:
              Bool:
                "aws:SecureTransport": "false"
`;
}

function network(at) {
  return `  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.${at % 256}.0.0/16
      EnableDnsHostnames: true
      EnableDnsSupport: true
      Tags:
        - Key: Name
          Value: service-${at}
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.${at % 256}.1.0/24
      AvailabilityZone: !Select [0, !GetAZs ""]
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.${at % 256}.2.0/24
      AvailabilityZone: !Select [1, !GetAZs ""]
  SecurityGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Lets TLS in
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - CidrIp: 0.0.0.0/0
          IpProtocol: tcp
          FromPort: 443
          ToPort: 443
`;
}

function api() {
  return `  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: !Ref Stage
      CorsConfiguration:
        AllowMethods:
          - GET
          - POST
        AllowHeaders:
          - "*"
        AllowOrigins:
          - "https://example.com"
      AccessLogSettings:
        DestinationArn: !GetAtt AccessLog.Arn
        Format: '{"requestId":"$context.requestId","status":"$context.status"}'
  AccessLog:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    Properties:
      RetentionInDays: 30
`;
}

function outputs(functions) {
  const each = Array.from(
    { length: functions },
    (_, at) =>
      `  Worker${at}Name:\n    Description: The name of the worker\n    Value: !Ref Worker${at}\n  Worker${at}Arn:\n    Description: The ARN of the worker\n    Value: !GetAtt Worker${at}.Arn\n`,
  );
  return `Outputs:\n  StageName:\n    Description: The stage that was deployed\n    Value: !Ref Stage\n${each.join("")}`;
}

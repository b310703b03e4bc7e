/** Four SAM functions with two events each, or three CloudFormation ones with versions and aliases, and hardly anything else. */
export function* crowdedTemplates(count) {
  for (let at = 0; at < count; at++)
    yield at % 4 === 0
      ? [`service-${at}/template.json`, JSON.stringify(cloudFormation(at), null, 2)]
      : [`service-${at}/template.yaml`, sam(at)];
}

function sam(at) {
  const functions = Array.from({ length: 4 }, (_, each) => {
    const id = `Fn${at}x${each}`;
    return `  ${id}:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub "\${Stage}-service-${at}-${each}"
      Handler: src/handlers/${each}.handler
      CodeUri: ./src
      ReservedConcurrentExecutions: !If [IsProd, ${1 + (at % 9)}, 1]
      Policies:
        - DynamoDBCrudPolicy: { TableName: !Ref Table }
        - Version: "2012-10-17"
          Statement:
            - { Effect: Allow, Action: ["sqs:SendMessage", "sqs:ReceiveMessage"], Resource: !GetAtt Queue.Arn }
      Events:
        Http: { Type: HttpApi, Properties: { Path: /things/${each}, Method: get } }
        Work: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn, BatchSize: 10, ScalingConfig: { MaximumConcurrency: 5 } } }
`;
  });
  return `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: prod, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Globals:
  Function:
    Runtime: nodejs22.x
    MemorySize: 512
    Timeout: 20
    Environment:
      Variables: { TABLE: !Ref Table, LOG_LEVEL: info }
Resources:
  Table: { Type: AWS::Serverless::SimpleTable }
  Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 120 } }
${functions.join("")}`;
}

function cloudFormation(at) {
  const resources = {};
  for (let each = 0; each < 3; each++) {
    resources[`Fn${each}`] = {
      Type: "AWS::Lambda::Function",
      Properties: {
        FunctionName: { "Fn::Join": ["-", ["service", String(at), String(each), { Ref: "AWS::Region" }]] },
        Runtime: "python3.13",
        Handler: "index.handler",
        Role: { "Fn::GetAtt": ["Role", "Arn"] },
        Code: { S3Bucket: "artifacts", S3Key: `service-${at}/${each}.zip` },
        ReservedConcurrentExecutions: 2,
      },
    };
    resources[`Version${each}`] = {
      Type: "AWS::Lambda::Version",
      Properties: { FunctionName: { Ref: `Fn${each}` } },
    };
    resources[`Alias${each}`] = {
      Type: "AWS::Lambda::Alias",
      Properties: {
        Name: "live",
        FunctionName: { Ref: `Fn${each}` },
        FunctionVersion: { "Fn::GetAtt": [`Version${each}`, "Version"] },
      },
    };
  }
  resources.Role = {
    Type: "AWS::IAM::Role",
    Properties: { AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] } },
  };
  return { AWSTemplateFormatVersion: "2010-09-09", Resources: resources };
}

import aws_cdk as cdk

from shop.mail_stack import MailStack

app = cdk.App()
MailStack(app, "Mail", env=cdk.Environment(account="111122223333", region="us-east-1"))
app.synth()

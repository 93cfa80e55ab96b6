const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, labels: {app: ${name}}}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      terminationGracePeriodSeconds: 1
      containers: [{name: c, image: "shop:1", ports: [{containerPort: 8080, protocol: TCP}]}]
`;

export const EVERYTHING = `${deployment('web')}---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080, protocol: TCP}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {long: "a\\nb: c\\n", text: "né 中文 \\u0001"}
---
apiVersion: v1
kind: Secret
metadata: {name: hidden}
stringData: {p: q}
`;

export const CREATED = deployment('made');

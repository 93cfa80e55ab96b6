/** Where a new application begins: two clusters in two regions, and easily made another. */
export const FIRST_TEXT = `apiVersion: portolan.dev/v1alpha1
kind: Application
metadata:
  name: web
spec:
  # the team that owns it; left out, it is the fleet's
  # team: shop
  templates:
    - apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
        labels:
          app: web
      spec:
        replicas: 2
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
                resources:
                  requests:
                    cpu: 100m
                    memory: 64Mi
  placement:
    # the first of these groups that can hold it is taken
    clusterAffinities:
      - name: primary
        fieldSelector:
          matchExpressions:
            - key: environment
              operator: In
              values:
                - production
    spreadConstraints:
      - spreadBy: region
        minGroups: 2
        maxGroups: 2
      - spreadBy: cluster
        maxGroups: 2
    replicaScheduling:
      type: Duplicated
  overrides: []
  drift:
    do: report
`;

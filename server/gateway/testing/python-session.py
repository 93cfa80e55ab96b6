"""What a program does with https://github.com/kubernetes-client/python: its kubeconfig and a namespace are its arguments."""
import json
import sys

from kubernetes import client, config, watch
from kubernetes.stream import portforward, stream

kubeconfig, namespace = sys.argv[1:3]
config.load_kube_config(kubeconfig)
api = client.CoreV1Api()
said = {}

api.create_namespace(client.V1Namespace(metadata=client.V1ObjectMeta(name=namespace)))
container = client.V1Container(name="web", image="nginx", ports=[client.V1ContainerPort(container_port=80)])
spec = client.V1PodSpec(containers=[container], automount_service_account_token=False)
pod = client.V1Pod(metadata=client.V1ObjectMeta(name="web"), spec=spec)
for event in watch.Watch().stream(api.list_namespaced_service_account, namespace, timeout_seconds=60):
    if event["object"].metadata.name == "default":
        break
api.create_namespaced_pod(namespace, pod)
for event in watch.Watch().stream(api.list_namespaced_pod, namespace, timeout_seconds=60):
    said["phase"] = event["object"].status.phase
    if said["phase"] == "Running":
        break
said["pods"] = [one.metadata.name for one in api.list_namespaced_pod(namespace, limit=1).items]
labels = {"metadata": {"labels": {"by": "python"}}}
said["labels"] = api.patch_namespaced_pod("web", namespace, labels).metadata.labels
command = ["sh", "-c", "echo through the hub"]
said["exec"] = stream(api.connect_get_namespaced_pod_exec, "web", namespace, command=command, stdout=True, stderr=True)
said["log"] = len(api.read_namespaced_pod_log("web", namespace)) > 0
port = portforward(api.connect_get_namespaced_pod_portforward, "web", namespace, ports="80").socket(80)
port.sendall(b"GET /hello HTTP/1.0\r\nhost: pod\r\n\r\n")
answer = b""
while chunk := port.recv(4096):
    answer += chunk
said["port"] = answer.decode().split()[1]
try:
    api.read_namespaced_pod("nobody", namespace)
except client.ApiException as error:
    said["missing"] = [error.status, json.loads(error.body)["reason"]]
api.delete_namespaced_pod("web", namespace, grace_period_seconds=0)
api.delete_namespace(namespace)
print(json.dumps(said))

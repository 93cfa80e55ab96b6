/** Every command in a line; what scripts rely on is its exit codes. */
export const HELP = `kubectl portolan: kubectl for a fleet, through its hub.

  login --server https://HUB:3443 [--ca FILE] [--no-browser]  signs in through your browser, for half a day
  login --server https://HUB:3443 [--ca FILE] --token TOKEN   for machines: keeps a token (- reads it from standard input)
  logout [--server URL]                                     ends the session, here and at the hub
  kubeconfig [--output FILE] [--exec v1|v1beta1]            one context per cluster that you see; no token in it
  clusters                                                  the clusters that you see
  use CLUSTER                                               makes it the current context of your kubeconfig
  get KIND… [-A] [--clusters a,b] [kubectl's own flags]     asks all clusters at once, with a column CLUSTER
  logs, exec, port-forward CLUSTER …                        as kubectl, in one cluster
  credential                                                what kubectl itself asks for

get exits with 0 when every cluster answered, 2 when some did not (each is named with its reason), 1 when none did.`;

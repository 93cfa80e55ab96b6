import { fails, type Session, shell, step } from './session';

const FORWARD = 'kubectl port-forward deployment/web :8080 >{dir}/ports & trap "kill $!" EXIT';
const ADDRESS = 'until at=$(grep -o "127.0.0.1:[0-9]*" {dir}/ports); do sleep 0.1; done';
/** Typed once the prompt is there: what comes before kubectl has the terminal in its hands is cut by the line discipline. */
const AT_PROMPT = 'for try in $(seq 200); do if grep -q "/ #" {dir}/screen; then break; fi; sleep 0.1; done';
const typed = (lines: string, command: string) =>
  `: >{dir}/screen; { ${AT_PROMPT}; printf '${lines}'; } | script -qefc "${command}" {dir}/screen`;
const onTerminal = (command: string) => `script -qec "${command}" /dev/null </dev/null`;

/** What people do with a container by a stream of their own: ports, terminals, files. */
export const STREAMING: Session = {
  name: 'streams',
  files: { 'in.txt': 'carried in\n' },
  steps: [
    step('create deployment web --image=shop:1 --port=8080', 'created'),
    step('rollout status deployment/web --timeout=60s', 'successfully rolled out'),
    shell(`${FORWARD}; ${ADDRESS}; curl -sS http://$at/a; curl -sS http://$at/b`, '"port":8080', '"path":"/a"', '"/b"'),
    {
      ...shell(typed('hostname\\nexit 3\\n', 'kubectl exec -it deployment/web -- sh'), /\/ # hostname\r?\nweb-/),
      exit: 3,
    },
    {
      ...shell(onTerminal('kubectl exec -it deployment/web -- nothing'), 'executable file not found in $PATH'),
      exit: 1,
    },
    shell('echo typed | kubectl exec -i deployment/web -- sh -c "cat; hostname"', /^typed\nweb-/),
    shell(
      'kubectl attach {pod} >{dir}/seen & trap "kill $!" EXIT; until grep -q level= {dir}/seen; do sleep 0.1; done',
    ),
    shell(
      'kubectl attach -it {pod} >{dir}/said 2>&1 & trap "kill $!" EXIT; until grep -q "Unable to use a TTY" {dir}/said; do sleep 0.1; done',
    ),
    fails('attach {pod} -c nothing', /container (not found|nothing not found)|nothing/),
    shell('mkdir -p {dir}/tree/in; cp {dir}/in.txt {dir}/tree/in; kubectl cp {dir}/tree {pod}:/tmp/tree'),
    step('exec {pod} -- cat /tmp/tree/in/in.txt', /^carried in\n$/),
    shell('kubectl cp {pod}:/tmp/tree {dir}/back; cat {dir}/back/in/in.txt', 'carried in'),
    fails('port-forward deployment/nothing :8080', '"nothing" not found'),
    step('delete deployment web', 'deleted'),
  ],
};

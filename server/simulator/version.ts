/** What `/version` says for a Kubernetes version such as `v1.31.4` or `v1.30.6-eks-7f9249a`. */
export function versionOf(gitVersion: string): { [field: string]: string } {
  const [major = '1', minor = '0'] = gitVersion.replace(/^v/, '').split('.');
  return {
    major,
    minor,
    gitVersion,
    gitCommit: '0000000000000000000000000000000000000000',
    gitTreeState: 'clean',
    buildDate: '2026-01-01T00:00:00Z',
    goVersion: 'go1.24.6',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

/** etcd's JSON gateway: https://etcd.io/docs/v3.4/dev-guide/api_grpc_gateway/ */
export async function compactEtcd(etcd: string): Promise<void> {
  const post = async (path: string, body: object) => {
    const response = await fetch(`${etcd}/v3/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`etcd answers ${response.status}`);
    return response.json();
  };
  const { header } = await post('kv/range', { key: Buffer.from('/').toString('base64') });
  await post('kv/compaction', { revision: header.revision, physical: true });
}

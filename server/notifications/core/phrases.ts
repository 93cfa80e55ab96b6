import type { EventKind } from '../model/event';
import type { Language } from '../model/rule';

/** Every sentence that leaves the hub in a message. Names of clusters and objects are never translated. */
export type Phrases = {
  kinds: Record<EventKind, string>;
  /** Of the whole message, for the line of subject. */
  subject(began: number, ended: number): string;
  began: string;
  ended: string;
  since(moment: string): string;
  due(moment: string): string;
  between(from: string, to: string): string;
  /** Who asks for which role where. */
  wants(person: string, role: string, where: string): string;
  everywhere: string;
  more(count: number): string;
  told(rule: string): string;
  test: { subject: string; text: string };
};

const en: Phrases = {
  kinds: {
    'lost-member': 'Cluster cannot be reached',
    'certificate-expiring': 'Certificate of the API server expires soon',
    'credential-expiring': 'Credential of the cluster expires soon',
    'node-failed': 'Node failed',
    'workload-failed': 'Workload failed',
    drift: 'Differs from what was declared',
    'failed-wave': 'Wave of a rollout failed',
    'posture-fault': 'Breaks a rule of posture',
    'approval-wanted': 'Approval wanted',
    'agent-quarantined': 'Agent kept out: its key may have been copied',
  },
  subject: (began, ended) =>
    [...(began > 0 ? [`${began} new`] : []), ...(ended > 0 ? [`${ended} ended`] : [])].join(', '),
  began: 'New',
  ended: 'Ended',
  since: (moment) => `since ${moment}`,
  due: (moment) => `due ${moment}`,
  between: (from, to) => `from ${from} to ${to}`,
  wants: (person, role, where) => `${person} asks for ${role} on ${where}`,
  everywhere: 'the whole fleet',
  more: (count) => `and ${count} more`,
  told: (rule) => `You are told by the rule “${rule}”.`,
  test: { subject: 'Test', text: 'This is a test: messages of this hub arrive here.' },
};

const zhCN: Phrases = {
  kinds: {
    'lost-member': '集群无法访问',
    'certificate-expiring': 'API 服务器证书即将过期',
    'credential-expiring': '集群凭据即将过期',
    'node-failed': '节点故障',
    'workload-failed': '工作负载故障',
    drift: '与声明不一致',
    'failed-wave': '发布批次失败',
    'posture-fault': '违反安全基线规则',
    'approval-wanted': '等待审批',
    'agent-quarantined': '代理已被隔离：密钥可能已被复制',
  },
  subject: (began, ended) =>
    [...(began > 0 ? [`新增 ${began} 项`] : []), ...(ended > 0 ? [`结束 ${ended} 项`] : [])].join('，'),
  began: '新增',
  ended: '已结束',
  since: (moment) => `自 ${moment} 起`,
  due: (moment) => `到期时间 ${moment}`,
  between: (from, to) => `${from} 至 ${to}`,
  wants: (person, role, where) => `${person} 申请 ${role}，范围 ${where}`,
  everywhere: '整个舰队',
  more: (count) => `另有 ${count} 项`,
  told: (rule) => `由规则“${rule}”发出。`,
  test: { subject: '测试', text: '这是一条测试消息：本 Hub 的消息可以送达此处。' },
};

export const PHRASES: Readonly<Record<Language, Phrases>> = { en, 'zh-CN': zhCN };

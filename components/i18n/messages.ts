import type { Locale } from './locale';
import accessEn from './messages/en/access.json';
import auditEn from './messages/en/audit.json';
import clustersEn from './messages/en/clusters.json';
import federationEn from './messages/en/federation.json';
import lossEn from './messages/en/loss.json';
import notificationsEn from './messages/en/notifications.json';
import objectsEn from './messages/en/objects.json';
import peopleEn from './messages/en/people.json';
import formEn from './messages/en/register.json';
import schedulingEn from './messages/en/scheduling.json';
import sessionsEn from './messages/en/sessions.json';
import shellEn from './messages/en/shell.json';
import statusEn from './messages/en/status.json';
import topologyEn from './messages/en/topology.json';
import uiEn from './messages/en/ui.json';
import accessZh from './messages/zh-CN/access.json';
import auditZh from './messages/zh-CN/audit.json';
import clustersZh from './messages/zh-CN/clusters.json';
import federationZh from './messages/zh-CN/federation.json';
import lossZh from './messages/zh-CN/loss.json';
import notificationsZh from './messages/zh-CN/notifications.json';
import objectsZh from './messages/zh-CN/objects.json';
import peopleZh from './messages/zh-CN/people.json';
import formZh from './messages/zh-CN/register.json';
import schedulingZh from './messages/zh-CN/scheduling.json';
import sessionsZh from './messages/zh-CN/sessions.json';
import shellZh from './messages/zh-CN/shell.json';
import statusZh from './messages/zh-CN/status.json';
import topologyZh from './messages/zh-CN/topology.json';
import uiZh from './messages/zh-CN/ui.json';

const en = {
  ui: uiEn,
  status: statusEn,
  shell: shellEn,
  clusters: clustersEn,
  register: formEn,
  topology: topologyEn,
  federation: federationEn,
  loss: lossEn,
  scheduling: schedulingEn,
  objects: objectsEn,
  people: peopleEn,
  access: accessEn,
  notifications: notificationsEn,
  audit: auditEn,
  sessions: sessionsEn,
};
export type Messages = typeof en;

const zhCN: Messages = {
  ui: uiZh,
  status: statusZh,
  shell: shellZh,
  clusters: clustersZh,
  register: formZh,
  topology: topologyZh,
  federation: federationZh,
  loss: lossZh,
  scheduling: schedulingZh,
  objects: objectsZh,
  people: peopleZh,
  access: accessZh,
  notifications: notificationsZh,
  audit: auditZh,
  sessions: sessionsZh,
};

/** Every sentence of the product in every language it speaks. */
export const messages: Record<Locale, Messages> = { en, 'zh-CN': zhCN };

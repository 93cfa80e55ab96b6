import { text } from 'node:stream/consumers';
import { type FleetOrder, runAgents, startManyMembers } from './fleet-of-agents';

// Agents and the member that each of them speaks for, in a process of their own: the hub's is busy with being the hub.
const order = JSON.parse(await text(process.stdin)) as FleetOrder;
runAgents(order, await startManyMembers());

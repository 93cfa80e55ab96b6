import { z } from 'zod';
import { type Action, ALL_ACTIONS } from './action';

export const ActionName = z.enum(ALL_ACTIONS as [Action, ...Action[]]);

import type { Rule } from 'eslint';

export const userTexts: Rule.RuleModule;

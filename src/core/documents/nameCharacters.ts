/**
 * What a name in JavaScript is made of, for use in the brackets of a regular expression: beyond ASCII everything but
 * white space, which could otherwise match as part of a name or of a gap, so that an expression would backtrack
 * heavily.
 */
export const nameCharacters = String.raw`\w$\u0080-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff`;

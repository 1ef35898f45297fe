/** The kind of a violation: its text without ids, numbers and times. */
export function kindOf(violation: string): string {
	return violation
		.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|pred_[\w-]+|\.part-\w+|[\w.-]+\.(?:part|png)/g, '#')
		.replace(/\d+(?:\.\d+)?/g, '#')
		.replace(/(?:locks|jobs|owners|credits)\/[^ ]*/g, '#')
		.slice(0, 120);
}

/** The names in a zip file, in its order, read from the central directory at its end. */
export function zipEntries(zip: Buffer): string[] {
	const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
	if (end < 0) {
		throw new Error('Not a zip file');
	}
	const count = zip.readUInt16LE(end + 10);
	const names: string[] = [];
	for (let at = zip.readUInt32LE(end + 16); names.length < count;) {
		const nameLength = zip.readUInt16LE(at + 28);
		names.push(zip.toString('utf8', at + 46, at + 46 + nameLength));
		at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return names;
}

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key, and a self-signed certificate for 127.0.0.1; both as PEM. */
export interface SelfSigned {
	readonly key: string;
	readonly cert: string;
}

/** One DER value: its tag, its length, its content. */
function der(tag: number, ...content: Buffer[]): Buffer {
	const body = Buffer.concat(content);
	const long = body.length > 0xff ? [0x82, body.length >> 8, body.length & 0xff] : [0x81, body.length];
	return Buffer.concat([Buffer.from([tag, ...(body.length < 0x80 ? [body.length] : long)]), body]);
}

const sequence = (...content: Buffer[]) => der(0x30, ...content);
const integer = (value: Buffer) => der(0x02, value);
const utcTime = (date: Date) =>
	der(0x17, Buffer.from(`${date.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));

const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));
const commonName = objectId('550403');
const subjectAltName = objectId('551d11');
const day = 24 * 60 * 60 * 1000;

/** Makes an X.509 certificate (RFC 5280 §4.1) that is valid for a day before and after now. */
export function selfSigned(): SelfSigned {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const name = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from('image-assets test')))));
	const address = sequence(der(0x87, Buffer.from([127, 0, 0, 1])));
	const content = sequence(
		der(0xa0, integer(Buffer.from([2]))),
		integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
		ecdsaWithSha256,
		name,
		sequence(utcTime(new Date(Date.now() - day)), utcTime(new Date(Date.now() + day))),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, sequence(sequence(subjectAltName, der(0x04, address)))),
	);
	const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
	const certificate = sequence(content, ecdsaWithSha256, signature).toString('base64');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
	};
}

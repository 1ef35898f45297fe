interface SplitUrl {
	/** Without a user and a password: fetch refuses URLs that have them. */
	readonly url: URL;
	/** The credentials as an `Authorization` header (RFC 7617); undefined if there were none. */
	readonly authorization: string | undefined;
}

/** Takes the user and the password out of a URL, as browsers and curl do before they load it. */
export function splitCredentials(address: URL): SplitUrl {
	const { username, password } = address;
	if (username === '' && password === '') {
		return { url: address, authorization: undefined };
	}
	const url = new URL(address);
	url.username = '';
	url.password = '';
	const credentials = Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64');
	return { url, authorization: `Basic ${credentials}` };
}

/** A stray `%` is kept as it is. */
function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The same memory as a Buffer, whose readers and searches are faster. */
export const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
	Buffer.from(buffer, byteOffset, byteLength);

/** The language model tools, as the manifest has them. */
export const toolNames = {
	generate: 'image_assets_generate_image',
	edit: 'image_assets_edit_image',
	findMissing: 'image_assets_find_missing_images',
	createPlaceholders: 'image_assets_create_placeholders',
	fillMissing: 'image_assets_fill_missing_images',
} as const;

export type ToolName = keyof typeof toolNames;

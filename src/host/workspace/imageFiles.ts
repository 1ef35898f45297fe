/** The image files that the service accepts and returns, as a glob for VS Code's searches and watchers. */
export const imageFiles = '**/*.{png,jpg,jpeg,webp}';

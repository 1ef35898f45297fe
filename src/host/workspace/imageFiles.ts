/** The images that the service takes and gives, as VS Code's searches and watchers name them. */
export const imageFiles = '**/*.{png,jpg,jpeg,webp}';

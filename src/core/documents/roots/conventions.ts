/** Where a kind of project serves or imports files from. Folders are relative to the one that the mark is in. */
export interface Convention {
	readonly name: string;
	/** A name in the project's folder that identifies the kind. */
	readonly mark: RegExp;
	/** Another name that must be there too. */
	readonly beside?: RegExp;
	/** A prefix of paths, and the folders that it maps to, the likeliest first. */
	readonly roots: readonly (readonly [prefix: string, ...folders: string[]])[];
	/** Its first group in the marked file names the folders of the first root, if it is there. */
	readonly declares?: RegExp;
	/** Its first group names folders that the first root has as well. */
	readonly adds?: RegExp;
	/** The folder of its pages, which are served where the first root is. */
	readonly pages?: string;
	/** Pages are served as folders (`setup/page.md` as `setup/page/`), unless the marked file contains this. */
	readonly pagesUnless?: RegExp;
	/** Its documents may also be next to the folder that the mark is in. */
	readonly adopts?: true;
	/** Relative paths of its templates start from the root of the site. */
	readonly templates?: RegExp;
}

const web: readonly string[] = [
	'src/main/webapp',
	...['static', 'public', 'resources', 'META-INF/resources'].map(each => `src/main/resources/${each}`),
];
/** Of Hugo and Zola. */
const layouts = /\/(?:layouts|templates)\//;
const includes = /\/_(?:includes|layouts)\//;

// prettier-ignore
export const conventions: readonly Convention[] = [
	{ name: 'Docusaurus', mark: /^docusaurus\.config\.[cm]?[jt]s$/, roots: [['/', 'static'], ['@site/', '.']], declares: /\bstaticDirectories\s*:\s*\[([^\]]*)\]/, adopts: true },
	{ name: 'VitePress', mark: /^\.vitepress$/, roots: [['/', 'public']] },
	{ name: 'VuePress', mark: /^\.vuepress$/, roots: [['/', '.vuepress/public']] },
	{ name: 'MkDocs', mark: /^mkdocs(?:\.[\w-]+)?\.ya?ml$/, roots: [['/', 'docs']], declares: /^docs_dir:(.*)$/m, adds: /^[ \t]{1,9}custom_dir:(.*)$/m, pagesUnless: /^use_directory_urls:\s*false/m },
	{ name: 'MkDocs theme', mark: /^mkdocs_theme\.ya?ml$/, roots: [['/', '.']] },
	{ name: 'Hugo', mark: /^(?:hugo|config|theme)\.(?:toml|ya?ml|json)$|^config$/, beside: /^(?:content|layouts|archetypes|themes)$/, roots: [['/', 'static', 'assets']], pages: 'content', declares: /^[ \t]{0,9}"?staticDir"?\s*[:=](.*)$/im, templates: layouts },
	{ name: 'Hexo', mark: /^_config\.ya?ml$/, beside: /^(?:scaffolds|source)$/, roots: [['/', 'source']], declares: /^source_dir:(.*)$/m },
	{ name: 'Jekyll', mark: /^_config\.(?:ya?ml|toml)$/, roots: [['/', '.']], declares: /^source:(.*)$/m, templates: includes },
	{ name: 'Eleventy', mark: /^\.?eleventy(?:\.config)?\.[cm]?js$/, roots: [['/', 'src', 'public', 'static', '.']], templates: includes },
	{ name: 'Mintlify', mark: /^(?:docs|mint)\.json$/, beside: /\.mdx$/, roots: [['/', '.']] },
	{ name: 'Quarto', mark: /^_quarto\.ya?ml$/, roots: [['/', '.']] },
	{ name: 'DocFX', mark: /^docfx\.json$/, roots: [['/', '.'], ['~/', '.']] },
	{ name: 'Middleman', mark: /^config\.rb$/, beside: /^source$/, roots: [['/', 'source']] },
	{ name: 'Bridgetown', mark: /^bridgetown\.config\.ya?ml$/, roots: [['/', 'src']] },
	{ name: 'Pelican', mark: /^pelicanconf\.py$/, roots: [['/', 'content']], declares: /^PATH\s*=(.*)$/m },
	{ name: 'Sphinx', mark: /^conf\.py$/, roots: [['/', '.']], templates: /\/_templates\// },
	{ name: 'mdBook', mark: /^book\.toml$/, roots: [['/', 'src']], declares: /^src\s*=(.*)$/m },
	{ name: 'Next', mark: /^next\.config\.[cm]?[jt]s$/, roots: [['/', 'public'], ['@/', 'src', '.']] },
	{ name: 'Nuxt', mark: /^nuxt\.config\.[cm]?[jt]s$/, roots: [['/', 'public', 'static', 'app/public', 'src/public'], ['~/', 'app', 'src', '.'], ['@/', 'app', 'src', '.'], ['~~/', '.'], ['@@/', '.'], ['~assets/', 'assets'], ['~static/', 'static']] },
	{ name: 'SvelteKit', mark: /^svelte\.config\.[cm]?[jt]s$/, roots: [['/', 'static'], ['$lib/', 'src/lib']], declares: /\bfiles\s*:\s*\{(?:[^{}]|\{[^{}]{0,300}\}){0,300}?\bassets\s*:\s*('[^']*'|"[^"]*")/ },
	{ name: 'Gatsby', mark: /^gatsby-config\.[cm]?[jt]s$/, roots: [['/', 'static']] },
	{ name: 'Astro', mark: /^astro\.config\.[cm]?[jt]s$/, roots: [['/', 'public'], ['@/', 'src'], ['~/', 'src']], declares: /\bpublicDir\s*:\s*('[^']*'|"[^"]*")/ },
	{ name: 'Angular', mark: /^(?:angular|\.angular-cli)\.json$/, roots: [['/', 'public', 'src']], templates: /\.component\.html$|\/src\/[^]*\.html$/ },
	{ name: 'Nx', mark: /^project\.json$/, beside: /^src$/, roots: [['/', 'public']], pages: 'src', templates: /\.component\.html$/ },
	{ name: 'Vite', mark: /^vite\.config\.[cm]?[jt]s$/, roots: [['/', 'public', '.'], ['/src/', 'src'], ['@/', 'src'], ['~/', 'src']], declares: /\bpublicDir\s*:\s*('[^']*'|"[^"]*")/ },
	{ name: 'Vue CLI', mark: /^vue\.config\.[cm]?[jt]s$/, roots: [['/', 'public'], ['@/', 'src'], ['~assets/', 'src/assets']] },
	{ name: 'Quasar', mark: /^quasar\.conf(?:ig)?\.[cm]?[jt]s$/, roots: [['/', 'public', 'src/statics'], ['~assets/', 'src/assets']] },
	{ name: 'Ember', mark: /^ember-cli-build\.js$/, roots: [['/', 'public']], templates: /\/app\/index\.html$/ },
	{ name: 'Phoenix', mark: /^mix\.exs$/, roots: [['/', 'priv/static', 'assets/static']] },
	{ name: 'Rails', mark: /^(?:config\.ru|Gemfile)$/, beside: /^app$/, roots: [['/', 'public'], ['/assets/', 'app/assets/images', 'lib/assets/images', 'vendor/assets/images']] },
	{ name: 'Laravel', mark: /^artisan$/, roots: [['/', 'public'], ['/storage/', 'storage/app/public'], ['/resources/', 'resources'], ['@/', 'resources/js']], templates: /\/views\// },
	{ name: 'Symfony', mark: /^symfony\.lock$/, roots: [['/', 'public', 'web']], templates: /\/templates\// },
	{ name: 'Django', mark: /^manage\.py$/, roots: [['/static/', 'static'], ['/media/', 'media']], templates: /\/templates\// },
	{ name: 'Flask', mark: /^templates$/, beside: /^static$/, roots: [['/static/', 'static'], ['/theme/', 'static']], templates: /\/templates\// },
	{ name: 'ASP.NET', mark: /^wwwroot$/, roots: [['/', 'wwwroot'], ['~/', 'wwwroot']], templates: /\/(?:Views|Pages)\// },
	{ name: 'Maven', mark: /^pom\.xml$/, beside: /^src$/, roots: [['/', ...web]], templates: /\/templates\// },
	{ name: 'Gradle', mark: /^build\.gradle(?:\.kts)?$/, beside: /^src$/, roots: [['/', ...web]], templates: /\/templates\// },
	{ name: 'Maven site', mark: /^site\.xml$/, beside: /^(?:apt|asciidoc|markdown|xdoc)$/, roots: [['/', 'resources', 'apt', 'asciidoc', 'markdown', 'xdoc']] },
	{ name: 'Play', mark: /^build\.sbt$/, beside: /^conf$/, roots: [['/assets/', 'public']], templates: /\.scala\.html$/ },
	{ name: 'Flutter', mark: /^pubspec\.ya?ml$/, beside: /^web$/, roots: [['/', 'web']] },
	{ name: 'Xcode', mark: /\.lproj$/, roots: [['/', '.', 'Resources']] },
	{ name: 'public', mark: /^public$/, roots: [['/', 'public']] },
	{ name: 'static', mark: /^static$/, roots: [['/', 'static']] },
	{ name: 'src', mark: /^src$/, beside: /^(?:package|[jt]sconfig(?:\.\w+)?)\.json$/, roots: [['@/', 'src'], ['~/', 'src']] },
];

/** They say where files are served from, and nothing about what builds the site. */
export const plainFolders: ReadonlySet<string> = new Set(['Xcode', 'public', 'static', 'src']);

/** Folders of sites whose documents are next to them. */
export const siteFolders = /^(?:website|site|docs?|www|web|documentation|docusaurus|docs-site|homepage)$/;

/** Configurations that may name aliases (`alias: { '@': './src' }`) and the path that a site is served at. */
export const scriptConfig =
	/^(?:(?:vite|astro|svelte|nuxt|vue|docusaurus|next|gridsome|vitest|electron\.vite|r[os]pack|rsbuild|craco|babel)\.(?:[\w-]+\.)?config(?:\.base)?|\.?eleventy(?:\.config)?|webpack(?:\.[\w-]+)+|gatsby-(?:node|config))\.[cm]?[jt]s$|^(?:\.babelrc(?:\.json)?|babel\.config\.json)$/;

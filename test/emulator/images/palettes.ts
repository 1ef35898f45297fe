/** The colors of one image, as `#rrggbb`. */
export interface Palette {
	/** The sky, from its top to the horizon. */
	sky: readonly [string, string, string];
	/** Sun, moon, lamps. */
	light: string;
	/** The farthest and the nearest layer of land; those in between are mixed from them. */
	far: string;
	near: string;
	/** What should stand out. */
	accent: string;
	/** Paper white and ink of the same temperature. */
	paper: string;
	ink: string;
	/** For a night. */
	dark?: true;
	/** For dawn or dusk. */
	warm?: true;
}

export const dayPalettes: readonly Palette[] = [
	{
		sky: ['#2b4c7e', '#e38b75', '#ffd9a0'],
		light: '#fff1c9',
		far: '#d98f86',
		near: '#2a2140',
		accent: '#e4572e',
		paper: '#fff6e6',
		ink: '#1d1730',
		warm: true,
	},
	{
		sky: ['#7cc6d6', '#bfe3dc', '#f6efd8'],
		light: '#fffdf0',
		far: '#a5cdbf',
		near: '#1f4d4a',
		accent: '#ef7b45',
		paper: '#fbf8ec',
		ink: '#143432',
	},
	{
		sky: ['#5a4fa3', '#c37bb0', '#ffc2b4'],
		light: '#fff0d6',
		far: '#b981b5',
		near: '#2c1e4f',
		accent: '#ffb347',
		paper: '#fff3ee',
		ink: '#1e1438',
		warm: true,
	},
	{
		sky: ['#f3b562', '#f6cf8f', '#fbead0'],
		light: '#fff9ea',
		far: '#e2a671',
		near: '#6b2d2c',
		accent: '#2a7f86',
		paper: '#fff7e8',
		ink: '#3a1a1c',
		warm: true,
	},
	{
		sky: ['#9db8d9', '#cfdbe8', '#f3ece4'],
		light: '#ffffff',
		far: '#b3c0d1',
		near: '#2b3d57',
		accent: '#d1495b',
		paper: '#faf7f2',
		ink: '#1b283a',
	},
	{
		sky: ['#16697a', '#5fa8a0', '#f4d9a6'],
		light: '#ffe9b8',
		far: '#7fb3a2',
		near: '#0f3543',
		accent: '#f2784b',
		paper: '#fdf5e4',
		ink: '#0b2530',
	},
];

export const nightPalettes: readonly Palette[] = [
	{
		sky: ['#0b1030', '#1e2a63', '#5c5aa0'],
		light: '#fdf3cf',
		far: '#4a4c8c',
		near: '#0a0d24',
		accent: '#ffc857',
		paper: '#f6f1e3',
		ink: '#080a1c',
		dark: true,
	},
	{
		sky: ['#071e2b', '#0f4153', '#3e8a86'],
		light: '#f3f9df',
		far: '#2f6f73',
		near: '#051820',
		accent: '#ff9f5a',
		paper: '#eef6ee',
		ink: '#04131a',
		dark: true,
	},
	{
		sky: ['#1a0f35', '#45235f', '#a5527b'],
		light: '#ffe6c7',
		far: '#6d3a74',
		near: '#120a26',
		accent: '#ff8fa3',
		paper: '#fbeff0',
		ink: '#0f0820',
		dark: true,
	},
];

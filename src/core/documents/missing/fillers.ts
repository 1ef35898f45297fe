/** What may precede a word that says only that there is an image, in lower case. */
const before = [
	'cover|header|hero|feature|featured|main|background|blog|post|product|profile|preview|placeholder',
	'sample|example|banner|user|screen|default|dummy|test|demo|stock|random|card|gallery|slide|slider',
	'carousel|page|site|website|article|author|team|member|company|brand|client|partner|social|og',
	'open graph|thumbnail|step|generic|alt|image|photo|pasted|whats ?app|pexels|unsplash|shutterstock|istock',
	'first|second|third|fourth|fifth|next|last',
].join('|');

/** Words that say only that there is an image; the same in the languages that most documents are in. */
const nouns = [
	'alt|alternative|alternate|image|images|img|imgs|photo|photos|photograph|photographs|picture',
	'pictures|pic|pics|graphic|graphics|illustration|illustrations|figure|figures|fig|screenshot',
	'screenshots|screen shot|screen shots|screencap|capture|screen|snapshot|thumbnail|thumbnails',
	'thumb|banner|banners|cover|covers|hero|heroes|icon|icons|logo|logos|avatar|avatars|placeholder',
	'placeholders|background|backgrounds|bg|todo|tbd|untitled|unnamed|decorative|description|caption',
	'title|user|member|slide|item|gallery|preview|sample|example|poster|portrait|artwork|visual|asset',
	'diagram|diagrams|chart|graph|drawing|sketch|map|demo|card|product|project|service|client|brand',
	'partner|sponsor|null|undefined|none|n/a|na|nan|click|read more|test|dummy|이미지|사진|그림|스크린샷|화면 캡처|캡처|썸네일|로고|아이콘|배너|대체 텍스트|설명|画像|写真|イメージ|スクリーンショット|スクショ|アイコン|ロゴ',
	'サムネイル|バナー|图片|圖片|图像|圖像|照片|截图|截圖|截屏|屏幕截图|螢幕截圖|示意图|封面|图标|头像|占位图|imagen|imágenes|imagenes|foto|fotos',
	'fotografía|captura|captura de pantalla|ilustración|imagem|imagens|fotografia|captura de tela',
	'captura de ecrã|ícone|ilustração|figura|bild|bilder|abbildung|grafik|bildschirmfoto|symbolbild',
	"platzhalter|titelbild|photographie|capture d'écran|capture d’écran|icône|vignette|immagine",
	'immagini|schermata|icona|segnaposto|afbeelding|schermafbeelding|plaatje|obraz|obrazek|zdjęcie',
	'zrzut ekranu|obrázek|fotka|kép|képernyőkép|bilde|skjermbilde|skärmbild|billede|kuva|kuvakaappaus',
	'resim|görsel|fotoğraf|ekran görüntüsü|изображение|изображения|картинка|фото|фотография|рисунок',
	'скриншот|снимок экрана|иконка|логотип|зображення|знімок екрана|εικόνα|صورة|لقطة شاشة|تصویر|עکس',
	'תמונה|צילום מסך|चित्र|छवि|รูปภาพ|ภาพ|hình ảnh|ảnh|ảnh chụp màn hình|gambar|tangkapan layar',
	'imagine|slika|снимка|imatge|bildbeschreibung|bildunterschrift|alternativtext|beispielbild',
	'platzhalterbild|unbenannt|ohne titel|kein bild|texte alternatif|texto alternativo',
	'testo alternativo|sans titre|sin título|sin titulo|sem título|senza titolo|без названия',
	'альтернативный текст|무제|제목 없음|캡션|代替テキスト|説明|無題|プレースホルダー|图|替代文本|替代文字|描述|说明|未命名|未标题|占位符|無圖片|暂无图片',
].join('|');

const filler = new RegExp(
	`^(?:(?:an?|the|my|our|your|some|this|here is|un|una|une|um|uma|ein|eine|la|el|le|il) )?(?:(?:${before}) ){0,3}(?:${nouns})(?: (?:here|alt|text|description|placeholder|image|cap)){0,2}(?: ?#?\\d{1,14}(?: (?:\\d{1,6}|at|um|à|am|pm))*)?(?: of \\d{1,3})?$`,
	'u',
);

/** The same in other words: that there is an image, that it only fills a place, or that it's still to be described. */
const phrases = [
	/^(?:this|here) is (?:an?|the) (?:image|picture|photo)$/,
	/^(?:no|missing|empty|add|insert|enter|write|your) (?:an? |the |your )?(?:image |photo )?(?:alt(?:ernative)?(?: text)?|image|caption|description|text)(?: text)?(?: goes)?(?: here)?$/,
	/^(?:describe|todo|tbd|fixme)(?: (?:describe|add|write))?(?: (?:me|it|this|the|an?|image|picture|photo|alt|text|description|caption))*(?: here)?$/,
	/^(?:image|alt) description(?: goes)? here$|^description of (?:the |this )?(?:image|picture|photo)$/,
	/^(?:hier )?(?:steht )?(?:eine? )?(?:text|beschreibung|bildbeschreibung)(?: (?:hier )?(?:einfügen|eingeben|folgt|hinzufügen))?$/,
	/^(?:hier (?:steht|kommt)|das ist|dies ist) (?:ein|eine|das|der) (?:bild|foto|text|beschreibung)$|^beschreibung (?:hier|des bildes)(?: einfügen| eingeben)?$/,
	/^(?:ceci|ceci est|c['’]est|voici) (?:est )?(?:une|la|le) (?:image|photo)$|^(?:insérer|ajouter|saisir) (?:une|la|le) (?:description|texte|légende)(?: ici)?$/,
	/^(?:description|légende|texte)(?: alternatif)? (?:de l['’]|d['’]|de la |du )(?:image|photo)$|^image (?:de remplacement|d['’]exemple|par défaut)$|^pas d['’]image$/,
	/^(?:est[ao] es|aquí va) (?:una|la|el) (?:imagen|foto|texto|descripción)$|^(?:añadir|agregar|insertar|escribe) (?:una |la )?(?:descripción|texto)(?: aquí)?$/,
	/^(?:descripción|texto|descrição|descrizione)(?: alternativo)? (?:de la|de|da|dell['’]) ?(?:imagen|foto|imagem|immagine)$|^(?:imagen|foto|imagem|immagine) (?:de|di) (?:ejemplo|exemplo|esempio|prueba|relleno)$|^sin imagen$/,
	/^(?:샘플|예시|예제|기본|대표|메인|배경|임시|더미|테스트|빈) ?(?:이미지|사진|그림)$|^(?:이미지|사진|그림)(?:의|에 대한)? ?(?:설명|캡션|없음|준비 ?중)$|^이것은 (?:이미지|사진|그림)입니다$/,
	/^(?:여기에 )?(?:이미지 |사진 |대체 )?(?:설명|텍스트|내용)[을를]? ?(?:여기에 )?(?:입력|작성|추가|넣)(?:하세요|해 주세요|해주세요|으세요)?$|^설명을 여기에$/,
	/^(?:サンプル|ダミー|仮|テスト|メイン|背景|見本|参考)の?(?:画像|写真|イメージ)$|^(?:画像|写真|イメージ|図)の?(?:説明|キャプション|なし)(?:文|をここに(?:入力|記入))?$|^これは(?:画像|写真)です$/,
	/^(?:ここに)?(?:画像の)?(?:説明|テキスト)を?(?:ここに)?(?:入力|記入|追加)(?:してください|します)?$/,
	/^(?:示例|样例|默认|测试|占位|样本|背景|範例|預設|測試)(?:图片?|图像|圖片?|照片)$|^(?:图片|图像|圖片|照片)的?(?:描述|说明|說明|标题)$|^这是一[张个幅](?:图片?|照片)$/,
	/^(?:请|請)?(?:在此|在这里|此处)?(?:输入|添加|填写|輸入|插入)(?:图片|图像|圖片)?的?(?:描述|说明|說明|文字|文本)$/,
];

/** The usual placeholder text. */
const dummyText =
	/\blorem[ ,]+ipsum\b|\bdolor sit amet\b|\bconsectetur adipi?sc|로렘 ?입숨|ロレム・?イプサム|ダミーテキスト|더미 ?텍스트|\bblindtext\b|\bfaux[ -]texte\b|\btexto de relleno\b|占位文[字本]|示例文[字本]/;
/** Words of the further sentences of that text, which hardly any language has. */
const dummyWords =
	/\b(?:aenean|aliquam|consectetur|curabitur|donec|dapibus|efficitur|etiam|faucibus|fermentum|fringilla|lobortis|maecenas|malesuada|mauris|molestie|morbi|nullam|nunc|pellentesque|phasellus|placerat|praesent|proin|pulvinar|quisque|scelerisque|suscipit|suspendisse|tincidunt|ullamcorper|vestibulum|vivamus|volutpat|vulputate|reprehenderit|cupidatat|exercitation ullamco|perspiciatis)\b/g;

/** Whether a text says only that there is an image, or that a text is still to come. */
export function isFiller(text: string): boolean {
	const plain = text
		.toLowerCase()
		.normalize('NFC')
		.replace(/[\s:.,_()[\]!?–—-]+/g, ' ')
		.trim();
	if (plain.length < 100 && (filler.test(plain) || phrases.some(phrase => phrase.test(plain)))) {
		return true;
	}
	const begun = plain.slice(0, 1000);
	return dummyText.test(begun) || (begun.match(dummyWords) ?? []).length > 1;
}

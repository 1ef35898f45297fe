import { withoutEnd } from '../../withoutEnd.ts';

/** Words for an image; the same in the languages that most documents are in. A space stands within a word. */
const pictures = wordsOf(
	'image|images|img|imgs|photo|photos|photograph|photographs|picture|pictures|pic|pics|figure|figures|fig|screenshot|screenshots|shot|shots|screencap|capture|screen|snapshot|thumbnail|thumbnails|thumb|placeholder|placeholders|todo|tbd|fixme|untitled|unnamed|sample',
	'pxl|mvimg|dsc|dscn|dscf|snipaste|qr code|qrcode|bild|bilder|bildes|abbildung|abb|foto|fotos|bildschirmfoto|platzhalter|unbenannt|ohne titel|capture d écran|capture écran|photographie',
	'sans titre|sans nom|espace réservé|imagen|imágenes|imagenes|fotografía|captura|captura de pantalla|pantallazo|sin título|sin titulo|marcador de posición|figura|imagem|imagens|fotografia|captura de tela|captura de ecrã|print da tela|sem título|espaço reservado|immagine|immagini|schermata',
	'segnaposto|senza titolo|afbeelding|schermafbeelding|plaatje|obraz|obrazek|obrazka|zdjęcie|zdjęcia|zrzut ekranu|rys|ryc|bez tytułu|obrázek|fotka|kép|képernyőkép|bilde|skjermbilde|skärmbild|billede|figur|kuva|kuvakaappaus|resim|resmi|görsel|görseli|fotoğraf|fotoğrafı|ekran görüntüsü|şekil',
	'yer tutucu|başlıksız|adsız|изображение|изображения|картинка|картинки|фото|фотография|рис|скриншот|снимок экрана|заглушка|без названия|фигура|зображення|знімок екрана|скріншот|світлина|без назви|снимка|εικόνα|σχήμα|ábra|obr|kuvio|afb|şek|joonis|צילום מסך|תמונה|התמונה|תמונת|איור|ללא כותרת|صورة|الصورة|لقطة شاشة|لقطة الشاشة',
	'شكل|الشكل|رسم توضيحي|بدون عنوان|تصویر|عکس|चित्र|छवि|तस्वीर|फोटो|फ़ोटो|स्क्रीनशॉट|शीर्षकहीन|รูปภาพ|รูป|ภาพ|ภาพหน้าจอ|แคปหน้าจอ|ไม่มีชื่อ|hình|ảnh|hình ảnh|ảnh chụp màn hình|chụp màn hình|không có tiêu đề|gambar|tangkapan layar|imagine|slika|imatge|이미지|사진|그림|스크린샷|화면|캡처|캡쳐|썸네일|섬네일|무제|제목 없음|画像|写真|図|イメージ|イラスト|画面|スクリーンショット|スクショ|キャプチャ',
	'スクリーンキャプチャ|サムネイル|アイキャッチ|無題|キャプション|プレースホルダー|图|圖|图片|圖片|图像|圖像|照片|截图|截圖|截屏|屏幕截图|螢幕截圖|螢幕擷取畫面|插图|插圖|配图|配圖|示意图|示意圖|占位图|占位符|占位|缩略图|縮圖|效果图|未命名|未标题|无标题|二维码',
);

/** Words for what nearly every page has, which don't say which one. */
const things = wordsOf(
	'graphic|graphics|illustration|illustrations|decorative|alt|caption|preview|drawing|sketch|diagram|diagrams|visual|loading|coming soon|grafik|bildbeschreibung|bildunterschrift|beschreibung|bildtitel|alternativtext|vorschau|vignette|légende|aperçu|ilustración|miniatura|vista previa|illustrazione|anteprima|ilustração|ilustracja|rysunek|grafika|podgląd|illüstrasyon|рисунок|схема|иллюстрация|миниатюра|превью|ілюстрація|삽화|일러스트|캡션|banner|banners|cover|covers|hero|heroes|icon|icons|logo|logos|avatar|avatars|background|backgrounds|bg|alternative',
	'alternate|description|title|user|member|slide|item|gallery|example|poster|portrait|artwork|asset|chart|graph|map|demo|card|product|project|service|client|brand|partner|sponsor|author|default|download|null|undefined|none|n a|na|nan|click|read more|test|dummy|object|lorem|symbol|titelbild|icône|bannière|fond d écran|logotipo|usuario|ícone|icona|copertina',
	'sfondo|tło|okładka|ikona|awatar|baner|иконка|логотип|обложка|фон|аватар|баннер|заставка|обкладинка|іконка|kapak|arka plan|simge|شعار|أيقونة|خلفية|לוגו|סמל|רקע|लोगो|आइकन|โลโก้|ไอคอน|biểu tượng|로고|아이콘|배너|프로필|예시|샘플|더미|배경|임시|테스트|아바타|アイコン|ロゴ|バナー|アバター|ダミー|テスト|サンプル|封面|图标|圖標|头像|頭像|测试|測試|背景',
	'texte alternatif|texto alternativo|testo alternativo|tekst alternatywny|альтернативный текст|альтернативний текст|alternatif metin|نص بديل|النص البديل|טקסט חלופי|वैकल्पिक पाठ|ข้อความแสดงแทน|văn bản thay thế|대체 텍스트|설명|代替テキスト|説明|说明|說明|描述|替代文本|替代文字',
);

/** What may stand beside those, and says nothing without them. */
const others = wordsOf(
	'a|an|the|my|our|your|some|this|that|here|there|is|are|of|for|from|to|in|on|at|by|with|and|as|no|not|it|me|am|pm|header|feature|featured|main|blog|post|profile|stock|random|slider|carousel|page|site|website|web|article|team|company|social|og|open|step|generic|pasted|clipboard|whats|whatsapp|app|pexels|unsplash|shutterstock|istock|picsum|first',
	'second|third|fourth|fifth|next|last|text|tag|name|source|credit|missing|empty|available|soon|add|insert|enter|write|describe|goes|go|please|design|recording|responsive|related|enlarge|application|cap|un|una|une|um|uma|la|el|le|il|l|d|de|du|des|del|della|dell|di|do|da|no|en|à|ein|eine|einen|der|die|das|des|von|es|est',
	'ceci|c|voici|esta|este|isto|dies|ist|hier|steht|kommt|folgt|einfügen|eingeben|hinzufügen|kein|keine|vorhanden|verfügbar|um|produkts|anwendung|seite|pas|une|insérer|ajouter|saisir|ici|manquante|manquant|profil|profile|couverture|une|produit|remplacement|exemple|test|alternatif|perfil|portada|destacada|producto|fondo|defecto|défaut|par|fundo',
	'prueba|ejemplo|relleno|insertar|añadir|agregar|aquí|disponible|empresa|principal|por|sin|descripción|texto|capa|produto|usuário|padrão|exemplo|inserir|aqui|sem|descrição|profilo|evidenza|prodotto|predefinita|predefinito|esempio|nessuna|inserisci|qui|utente|descrizione|alle|opis|profilowe|produktu|brak|przykładowy|przykładowe|профиля|товара|компании',
	'пользователя|описание|пример|примера|для|нет|это|в|опис|немає|товару|профілю|компанії|користувача|ürün|profil|örnek|küçük|yok|açıklaması|المنتج|الغلاف|الملف|الشخصي|وصف|مصغرة|توضيحية|افتراضية|لا|توجد|هذه|פרופיל|מוצר|נושא|תיאור|להמחשה|אין|זו|विवरण|का|उत्पाद|प्रोफ़ाइल|नमूना|यह|है|ประกอบ|ตัวอย่าง|สินค้า|ปก|โปรไฟล์|ไม่มี|คำอธิบาย|ที่|นี่คือ|đại diện|bìa|sản phẩm',
	'minh họa|mô tả|không có|nền|đây là|제품|상품|사용자|유저|회사|커버|대표|메인|기본|예제|빈|본문|첨부|준비중|준비|중|없음|없습니다|이것은|입니다|의|에 대한|여기에|여기|내용|텍스트|입력|작성|추가|하세요|해|주세요|을|를|오전|오후|の|は|を|に|なし|準備中|これ|です|ここに|ここ|入力|記入|追加|してください|します|文|用|商品|ユーザー|プロフィール|カバー|メイン|見本|参考|仮|表示|枚目|番目|第|的|产品|產品|用户|用戶|默认|預設|示例|样例|範例|样本|暂无|無|这是一张|这是一个|这是一幅|這是一張|请|請|在此|在这里|在|此处|输入|添加',
	'填写|輸入|插入|文字|文本|标题|运行结果|微信|企业微信|张|張',
);

/** Words that say nothing where a number or a letter follows: `Table 2`, `Speaker 3`. */
const counted =
	/^(?:step|phase|page|table|plate|exhibit|part|section|chapter|lesson|day|week|option|variant|tag|feature|features|testimonial|portfolio|works?|workflow|workspace|event|news|room|house|property|person|people|man|woman|employee|staff|speaker|student|teacher|doctor|category|collection|instagram|received|tabelle|teil|schritt|mitarbeiter|tableau|étape|tabla|paso|tabela|passo|etapa|tabella|krok|таблица|шаг|таблиця|крок|tablo|adım|جدول|خطوة|שלב|טבלה|चरण|तालिका|ขั้นตอนที่|ตารางที่|bước|bảng|단계|표|도표|ステップ|手順|表|步骤|步驟) ?(?:no )?(?:\d{1,10}[a-z]?|[ivx]{1,4}|[a-h])(?: \d{1,10}){0,3}$/u;

/** Compounds in German, in which `bild` may end any of these. */
const compound =
	/^(?:produkt|hintergrund|profil|teaser|symbol|nutzer|benutzer|galerie|header|beitrags|vorschau|beispiel|platzhalter|titel|cover|banner|firmen|team|autoren|artikel|hero|slider|test|dummy|standard|muster|start|kopf)(?:bild|foto|grafik|logo)(?:er|s|es)?$/;
const number = /^(?:\d{1,14}[a-z]?|[a-z]|[ivx]{1,4})$/;
/** Scripts that put no spaces between words. */
const unspaced = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}ー\d]+$/u;
/** The longest of the words above, in words that spaces separate, and in characters where none do. */
const longest = { words: 4, characters: 12 };

/** The same in other words: that there is an image, or that it's still to be described. */
const phrases = [
	/^(?:large|small|full size|wide|left|right|video) (?:image|photo|picture|thumbnail)$|^(?:click to enlarge|view larger|play video)$/,
	/^(?:foo|foobar|bar|baz|asdf|xxx|abc|abc123|qwerty)$/,
	/^(?:설명|텍스트|내용)[을를]? ?(?:입력|작성|추가|넣)(?:하세요|해 주세요|해주세요|으세요)?$/,
];
/** What such words do name: an app, a language by its logo, a command. */
const subject =
	/^todo (?:app|item|project)$|^(?:[cdfrvx]|go) logo$|^open source project$|^(?:open|source) map$|^(?:add|open) (?:an? )?(?:user|member|item|card|product|project|service|client|partner|map|chart|graph)(?: to .+)?$/;
/** Headings and titles that say nothing of what is below them, and those that templates begin with. */
const sections =
	/^(?:getting started|quick ?start|table of contents|how it works|about us|contact us|related posts|see also|card title|(?:your )?(?:heading|headline|title)(?: goes)?(?: here)?|untitled document|my app|welcome|(?:vite|react|vue|svelte|nuxt|angular|astro)(?: (?:react|vue|svelte|preact|ts))*(?: app)?|create (?:next|react) app)$/;
/** Who made an image, or where it is from. */
const credits = [
	/^(?:photo|image|picture|illustration|foto|bild|imagen|imagem|immagine|фото|zdjęcie)s? (?:by|von|par|de|di|от) .{0,80}\b(?:unsplash|pexels|pixabay|shutterstock|getty images|istock|freepik|flickr|wikimedia commons|adobe stock)\.?$/i,
	/^(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture|[Ii]llustration)s? (?:by(?: \p{Lu}[\p{L}.'’-]{1,30}){2,3}$|(?:credits?|source) \p{Lu})/u,
	/^(?:photo|image|picture)s? (?:courtesy\b|(?:credits?|source)(?: ?(?:[:：(–-]|$)| (?:by|to|from|via)\b))/i,
	/^(?:credits?|sources?|quelle|(?:bild|foto)(?:quelle|nachweis)|crédits?(?: photo)?|fuente|fonte|źródło|источник|джерело|출처|出典|来源|來源) ?[:：]|^©|^\(c\) ?\d{4}\b/i,
];

/** The usual placeholder text. */
const dummyText =
	/\b(?:eiusmod|incididunt|nulla facilisi|enim ad minim|aute irure|excepteur sint|neque porro|vestibulum ante|eos et accusamus|unde omnis)\b|лорем ипсум|рыбный текст|текст рыба|لوريم إيبسوم|לורם איפסום|λορεμ ιψουμ|लोरेम इप्सम|\blorem[ ,]+ipsum\b|\bdolor sit amet\b|\bconsectetur adipi?sc|로렘 ?입숨|ロレム・?イプサム|ダミーテキスト|더미 ?텍스트|\bblindtext\b|\bfaux[ -]texte\b|\btexto de relleno\b|占位文[字本]|示例文[字本]/;
/** Words of the further sentences of that text, which hardly any language has. */
const dummyWords =
	/\b(?:aenean|aliquam|consectetur|curabitur|donec|dapibus|efficitur|etiam|faucibus|fermentum|fringilla|lobortis|maecenas|malesuada|mauris|molestie|morbi|nullam|nunc|pellentesque|phasellus|placerat|praesent|proin|pulvinar|quisque|scelerisque|suscipit|suspendisse|tincidunt|ullamcorper|vestibulum|vivamus|volutpat|vulputate|reprehenderit|cupidatat|exercitation ullamco|perspiciatis)\b/g;

/** Whether a text says only that there is an image, or that a text is still to come. */
export function isFiller(text: string): boolean {
	const found = wordsIn(text);
	const plain = found.join(' ');
	const isShort = plain.length < 100;
	if (subject.test(plain)) {
		return false;
	}
	if (isShort && (isListed(found) || counted.test(plain) || phrases.some(phrase => phrase.test(plain)))) {
		return true;
	}
	const begun = text.trim().slice(0, 200);
	return (
		credits.some(credit => credit.test(begun)) ||
		dummyText.test(plain) ||
		(plain.match(dummyWords) ?? []).length > 1
	);
}

/** Whether a heading or title could stand above anything. */
export function isAnySection(text: string): boolean {
	return sections.test(wordsIn(text).join(' '));
}

const wordsIn = (text: string): readonly string[] =>
	text
		.toLowerCase()
		.normalize('NFC')
		.slice(0, 1000)
		.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Words that stand for a list, a code, a state or a verb in a name. */
const mayBeSubject = /^(?:todo|imagine|qrcode|snapshot)$/;

/** Whether a word of a name, in lower case, says only that there is an image, perhaps with a number. */
export function meansImage(word: string): boolean {
	const bare = withoutEnd(word, /\d/);
	return (
		(pictures.has(bare) && !mayBeSubject.test(bare)) || (unspaced.test(bare) && kindOf(bare) === 'named')
	);
}

/** Whether words are all listed or numbers, and at least one of them is for an image or a thing. */
function isListed(words: readonly string[]): boolean {
	let names = false;
	for (let at = 0; at < words.length;) {
		let end = Math.min(words.length, at + longest.words);
		let kind = kindOf(words.slice(at, end).join(' '));
		while (kind === undefined && end > at + 1) {
			end--;
			kind = kindOf(words.slice(at, end).join(' '));
		}
		if (kind === undefined) {
			return false;
		}
		names ||= kind === 'named';
		at = end;
	}
	return names;
}

type Kind = 'named' | 'other' | undefined;

/** What a listed word is; undefined for any other. */
function kindOf(word: string): Kind {
	const bare = word.replace(/(?<=\p{L}\p{L})\d+[a-z]?$/u, '');
	return pictures.has(bare) || things.has(bare) || compound.test(bare)
		? 'named'
		: others.has(bare) || number.test(word)
			? 'other'
			: unspaced.test(word)
				? kindOfPieces(word)
				: undefined;
}

/** The same for a word of several, without spaces between them. */
function kindOfPieces(word: string): Kind {
	const until: Kind[] = ['other'];
	for (let at = 0; at < word.length; at++) {
		for (let end = at + 1; until[at] !== undefined && end <= at + longest.characters; end++) {
			const piece = word.slice(at, end);
			const names = pictures.has(piece) || things.has(piece);
			if (names || others.has(piece) || /^\d+$/.test(piece)) {
				until[end] = names || until[at] === 'named' ? 'named' : (until[end] ?? 'other');
			}
		}
	}
	return until[word.length];
}

function wordsOf(...lists: readonly string[]): ReadonlySet<string> {
	return new Set(lists.flatMap(list => list.normalize('NFC').split('|')));
}

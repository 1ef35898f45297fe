import assert from 'node:assert/strict';
import { isFiller } from '../../../../src/core/documents/missing/fillers.ts';

/** In each language, texts that say only that there is an image, and texts that describe one. */
const texts: Readonly<Record<string, readonly [fillers: string, descriptions: string]>> = {
	English: [
		'Untitled design (3)|Image not available|Coming soon|Screenshot from 2024-01-02 10-11-12|Sponsor logo|Avatar of user|Image goes here|QR code|screenshot of the app|Product page|Fig 1a|Table 1|step-7|Exhibit A|Plate III|Speaker 3|Workflow 01|Large image|Related post image|Video thumbnail|Photo by Jo Fox on Unsplash|Photo by Jo Fox|Image courtesy of the museum|Credit: Jo Fox|© Jo Fox|(c) 2024 Jo Fox|Photo credit: Jo Fox|Image credits|Client B logo|Add product image|Insert a description|Open Graph image|Add title|Image source by Jo Fox',
		'Fox|A table|A small logo|A large map of Seoul|Boeing 747|Windows 11|Step 3: fold the paper|Team at the beach|A test tube|Cover of Moby Dick|Source control view|Credit card on a desk|Photo by the sea|demographics|(c) Confusion matrix|Todo app|X logo|C++ logo|Go logo|Open source project|Source map|Add user|Image source picker|Photo credit card form',
	],
	German: [
		'Abb. 3|Vorschaubild|Produktbild|Hintergrundbild|Profilfoto|Bild folgt|Kein Bild vorhanden|Screenshot der Anwendung|Mitarbeiter 3|Beschreibung hier einfügen|Tabelle 2|Bildquelle: Jo Fuchs',
		'Leuchtturm|Bild eines Leuchtturms|Hafen von Hamburg|Foto von Hamburg|Logo der Bäckerei|Wandbild',
	],
	French: [
		'Photo de profil|Image à la une|Image du produit|Image d’illustration|Capture d’écran 2|Aperçu|Bannière|Insérer une image ici|Étape 2|Crédit photo : Jo Renard',
		'Phare|Image d’un phare|Photo de la tour Eiffel|Le port de Marseille|Table de jardin',
	],
	Spanish: [
		'Foto de perfil|Imagen destacada|Imagen del producto|Vista previa|Imagen no disponible|Logotipo de la empresa|Imagen de usuario|Paso 3',
		'Faro|Imagen de un faro|Captura de pantalla del menú|Foto de perfil de un gato|Foto de Madrid',
	],
	Portuguese: [
		'Imagem de capa|Foto do usuário|Imagem padrão|Sem imagem|Print da tela|Figura 1',
		'Farol|Imagem de um farol',
	],
	Italian: [
		'Immagine di copertina|Foto profilo|Anteprima|Nessuna immagine|Immagine utente',
		'Faro|Immagine di un faro',
	],
	Polish: [
		'Rys. 1|Zdjęcie produktu|Opis zdjęcia|Brak zdjęcia|Bez tytułu|Podgląd',
		'Zdjęcie latarni|Rysunek kota|Obraz Matejki',
	],
	Russian: [
		'Рис. 1|Фото профиля|Описание изображения|Логотип компании|Нет изображения|Снимок экрана 2024-01-01 в 10.00.00|Заглушка',
		'Маяк|Фото лисы|Схема метро|Изображение лисы в снегу',
	],
	Ukrainian: ['Рис. 2|Скріншот|Опис зображення|Зображення товару|Без назви', 'Маяк|Фото лисиці'],
	Turkish: [
		'Şekil 1|Kapak görseli|Ürün resmi|Profil fotoğrafı|Yer tutucu|Adım 2',
		'Deniz feneri|Bir tilkinin resmi',
	],
	Arabic: [
		'الصورة|لقطة الشاشة|صورة المنتج|شكل 1|وصف الصورة|نص بديل',
		'منارة|صورة ثعلب في الثلج|خريطة القاهرة',
	],
	Hebrew: ['איור 1|תמונת פרופיל|תיאור התמונה|אין תמונה|תמונת רקע', 'מגדלור|תמונה של שועל|מפת ירושלים'],
	Hindi: ['फोटो|स्क्रीनशॉट|चित्र का विवरण|उत्पाद छवि|वैकल्पिक पाठ', 'लाल लोमड़ी|लोमड़ी का चित्र'],
	Thai: ['รูปที่ 1|ภาพหน้าจอ|รูปสินค้า|ไม่มีรูปภาพ|คำอธิบายภาพ', 'ประภาคาร|รูปแมว|ภาพวัดอรุณ'],
	Vietnamese: [
		'hình 1|ảnh đại diện|Ảnh sản phẩm|Hình minh họa|mô tả hình ảnh|không có ảnh',
		'ngọn hải đăng|hình con mèo|Ảnh tượng đài',
	],
	Japanese: [
		'図1|図 2|イメージ図|サムネイル画像|アイキャッチ画像|プロフィール画像|商品画像|画像準備中|ダミー|ステップ2|出典：東京',
		'灯台|狐の写真|図書館|写真館|画家のアトリエ',
	],
	Chinese: [
		'圖1|插图|商品图片|用户头像|占位图片|在这里插入图片描述|這是一張圖片|二维码|表1|来源：百度',
		'灯塔|狐狸的照片|图书馆|北京地图|上海夜景图',
	],
	Korean: [
		'썸네일 이미지|프로필 사진|제품 이미지|회사 로고|화면캡처|스크린샷 2024-01-01 오전 10.00.00|예시|표 1|출처: 서울',
		'등대|여우 사진|그림자 인형극|사진작가|로고스 서점|그림을 그리는 아이',
	],
};

suite('texts that only say that there is an image', () => {
	for (const [language, [fillers, descriptions]] of Object.entries(texts)) {
		test(language, () => {
			assert.deepEqual(
				fillers.split('|').filter(text => !isFiller(text)),
				[],
			);
			assert.deepEqual(descriptions.split('|').filter(isFiller), []);
		});
	}
});

import { render } from 'preact';
import { CutOutPage } from './cutOutPage.tsx';

render(<CutOutPage api={acquireVsCodeApi()} />, document.body);

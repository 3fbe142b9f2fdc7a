/** Starts the browser part: words, theme, then the application. */
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { applyTheme } from './frame/theme.ts'
import { startWords } from './words/words.ts'
import '@fontsource-variable/inter/wght.css'
import './style/tokens.css'
import './style/base.css'
import './style/controls.css'
import './style/frame.css'
import './style/text.css'
import './style/panels.css'
import './style/pictures.css'

applyTheme()
await startWords()
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(<App />)

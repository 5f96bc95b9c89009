"""The style of the pages of /oauth, light and dark."""

STYLE = """
:root{color-scheme:light dark;--ink:#1d1b26;--soft:#6b6878;--card:#fff;--back:#f3efe9;--line:#e4ddd3;--act:#b5411f;
--warn:#8a1c2b;--on:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#f1ece4;--soft:#aaa4b5;--card:#211f2b;--back:#15131c;--line:#38343f;
--act:#e8734a;--warn:#ff8f9b;--on:#1c130e}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--back);color:var(--ink);
font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:27rem;background:var(--card);border:1px solid var(--line);border-radius:18px;
padding:1.75rem;
box-shadow:0 12px 40px rgb(0 0 0/.09)}
header{display:flex;align-items:center;gap:.9rem;margin-bottom:1rem}
h1{font-size:1.25rem;line-height:1.3;margin:0;overflow-wrap:anywhere}
h2{font-size:1.05rem;margin:0;overflow-wrap:anywhere}
.app{flex:none;display:grid;place-items:center;width:3rem;height:3rem;border-radius:13px;font-size:1.5rem;
font-weight:600;background:linear-gradient(140deg,#f2a65a,#c4475d 60%,#6b3fa0);color:#fff}
img{flex:none;border-radius:50%;background:var(--line)}
ul{margin:.4rem 0 1.2rem;padding:0;list-style:none}
li{padding:.3rem 0 .3rem 1.7rem;position:relative}
li::before{content:"";position:absolute;left:.3rem;top:.75rem;width:.7rem;height:.35rem;border:solid var(--act);
border-width:0 0 2px 2px;transform:rotate(-45deg)}
fieldset{border:0;margin:0;padding:0}
legend{color:var(--soft);padding:0;margin-bottom:.4rem}
.people{max-height:15.2rem;overflow-y:auto;border:1px solid var(--line);border-radius:12px}
.people label{display:flex;align-items:center;gap:.75rem;padding:.5rem .75rem;cursor:pointer}
.people label+label{border-top:1px solid var(--line)}
.people label:has(:checked){background:color-mix(in srgb,var(--act) 12%,transparent)}
.people span{display:flex;flex-direction:column;min-width:0;color:var(--soft);font-size:.875rem;
overflow-wrap:anywhere}
.people b{color:var(--ink);font-size:1rem}
input[type=radio]{accent-color:var(--act);width:1.1rem;height:1.1rem;flex:none}
.buttons{display:grid;grid-template-columns:1fr 1fr;gap:.75rem;margin-top:1.2rem}
button{font:inherit;font-weight:600;min-height:2.9rem;padding:0 1.1rem;border-radius:12px;
border:1px solid transparent;
background:var(--act);color:var(--on);cursor:pointer}
button:hover{filter:brightness(1.08)}
.quiet{background:none;color:var(--ink);border-color:var(--line)}
.danger{background:none;color:var(--warn);border-color:currentColor}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.notice{margin:0 0 1rem;padding:.6rem .8rem;border-radius:10px;border:1px solid var(--warn);color:var(--warn)}
section{border-top:1px solid var(--line);padding:1rem 0}
.other{display:flex;align-items:end;gap:.75rem;border-top:1px solid var(--line);padding-top:1rem}
.other label{flex:1;color:var(--soft);font-size:.875rem}
select{display:block;width:100%;font:inherit;min-height:2.9rem;padding:0 .6rem;border-radius:12px;
border:1px solid var(--line);background:var(--card);color:var(--ink)}
footer{margin-top:1.2rem;color:var(--soft);font-size:.875rem;overflow-wrap:anywhere}
"""

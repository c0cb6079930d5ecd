// The studio page starts here.
const main = document.querySelector('main');
if (main) main.dataset['ready'] = 'true';

⟦	hello⟧
